"""In which order tests are judged: first those that find most of the known mistakes for their cost.

``order.json`` holds it, for each exercise: no times are in it, which differ from machine to
machine. ``verify --record`` writes it. No verdict depends on it, only how soon the first is there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cache
from pathlib import Path

import msgspec

from graders.model.files import write_rows

FILE = Path(__file__).with_name("order.json")

START_SECONDS = 0.005
"""What a test costs beside its own work."""


@cache
def orders() -> dict[str, list[str]]:
    """The names of the tests in this order, by the name of the exercise."""
    return msgspec.json.decode(FILE.read_bytes(), type=dict[str, list[str]])


def ordered(exercise: str, names: Sequence[str]) -> list[str]:
    """These names in the exercise's order; those that are not in it come last, as they stand."""
    places = {name: place for place, name in enumerate(orders().get(exercise, ()))}
    return sorted(names, key=lambda name: places.get(name, len(places)))


def soonest(seconds: Mapping[str, float], mistakes: Sequence[Set[str]]) -> list[str]:
    """The tests so that a mistake is found soon: each time the one that finds most for its cost."""
    left, chosen = list(mistakes), list[str]()

    def worth(name: str) -> tuple[float, float]:
        cost = seconds[name] + START_SECONDS
        return sum(name in failed for failed in left) / cost, 1 / cost

    while len(chosen) < len(seconds):
        chosen.append(max(seconds.keys() - set(chosen), key=lambda name: (*worth(name), name)))
        left = [failed for failed in left if chosen[-1] not in failed]
    return chosen


def record(made: Mapping[str, Sequence[str]]) -> None:
    """Write the file, with these in place of what it says of them; an exercise is a line."""
    write_rows(FILE, {**orders(), **made})
    orders.cache_clear()
