"""Multiplies whole columns, which stay lazy: a map of a map and a generator."""

from collections.abc import Iterable, Iterator
from operator import mul


def invoice_totals(qty: Iterable[float], price: Iterable[float], tax: Iterable[float]) -> Iterator[float]:
    return map(mul, map(mul, qty, price), (1 + rate for rate in tax))
