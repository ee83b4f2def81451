"""The price catalogue of a service that has to answer quickly at all times."""

from collections.abc import Iterable
from typing import Any, TypeAlias

Catalogue: TypeAlias = Any
"""What ``build_catalogue`` makes: a class of your own or a plain type, as you like."""


def build_catalogue(rows: Iterable[tuple[str, int, float]]) -> Catalogue:
    """Make a catalogue of rows ``(sku, stock, price)``; the last row of a sku counts.

    It adds next to nothing to what the garbage collector has to look at.
    """
    raise NotImplementedError


def stock(catalogue: Catalogue, sku: str) -> int:
    """How many there are of a product; KeyError if there is no such sku."""
    raise NotImplementedError


def price(catalogue: Catalogue, sku: str) -> float:
    """What a product costs; KeyError if there is no such sku."""
    raise NotImplementedError
