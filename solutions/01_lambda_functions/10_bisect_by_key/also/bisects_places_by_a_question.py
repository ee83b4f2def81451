"""Looks among the places for the first one where the answer to "is it late enough?" turns from False to True."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TypeVar

R = TypeVar("R")


def first_at_or_after(rows: Sequence[R], t: float, key: Callable[[R], float]) -> R | None:
    places = range(len(rows))
    place = bisect_left(places, True, key=lambda at: key(rows[at]) >= t)
    return rows[place] if place in places else None
