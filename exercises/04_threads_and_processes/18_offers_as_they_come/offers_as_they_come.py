"""Offers of many hotels, for a visitor who does not wait for all of them."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

H = TypeVar("H")
T = TypeVar("T")


def offers_as_they_come(
    hotels: Iterable[H], ask: Callable[[H], T], at_once: int, timeout: float
) -> Iterator[tuple[H, T]]:
    """Yield each hotel with ``ask(hotel)``, as soon as it is there; ``at_once`` are asked at a time.

    Raise the first error of ``ask``, and ``TimeoutError`` ``timeout`` seconds after the first ``next``.
    Hotels that have not been asked by then, or when the caller closes the generator, are not asked.
    """
    raise NotImplementedError
