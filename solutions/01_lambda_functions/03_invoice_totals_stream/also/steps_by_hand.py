"""An iterator class: in ``__next__``, the StopIteration of any column is just what the caller should get."""

from collections.abc import Iterable, Iterator


def invoice_totals(qty: Iterable[float], price: Iterable[float], tax: Iterable[float]) -> Iterator[float]:
    return Totals(qty, price, tax)


class Totals:
    def __init__(self, qty: Iterable[float], price: Iterable[float], tax: Iterable[float]) -> None:
        self._qty, self._price, self._tax = iter(qty), iter(price), iter(tax)

    def __iter__(self) -> Iterator[float]:
        return self

    def __next__(self) -> float:
        return next(self._qty) * next(self._price) * (1 + next(self._tax))
