"""A generator function, which goes through the lines that zip puts together."""

from collections.abc import Iterable, Iterator


def invoice_totals(qty: Iterable[float], price: Iterable[float], tax: Iterable[float]) -> Iterator[float]:
    for pieces, each, rate in zip(qty, price, tax, strict=False):
        yield pieces * each * (1 + rate)
