"""What an exercise's page says of its level, and the ladder that follows from it.

A page says it in one line, which authors write and ``verify`` holds::

    Level: core; about 15 minutes; needs 00.04, 02.01
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple, Protocol, TypeVar

LEVELS = ("first step", "core", "deeper", "puzzle")
"""The easiest first."""

NOTHING = "nothing"
"""What is needed by an exercise to begin with."""

PATHS = {"two hours": 2 * 60, "one day": 7 * 60, "one week": 5 * 7 * 60}
"""Ways through the exercises, and how many minutes each has."""

FORM = "Level: core; about 15 minutes; needs 00.04, 02.01"
"""How such a line looks."""

_LINE = re.compile(
    rf"^Level: ({'|'.join(LEVELS)}); about (\d+) minutes;"
    rf" needs ({NOTHING}|\d\d\.\d\d(?:, \d\d\.\d\d)*)$",
    re.MULTILINE,
)


class About(NamedTuple):
    """What a page says of its exercise; of one that says nothing, nothing."""

    level: str = ""
    minutes: int = 0
    needs: tuple[str, ...] = ()
    """The numbers of the exercises that come before."""


def about(page: str) -> About:
    """What the text of a page says."""
    found = _LINE.search(page)
    if found is None:
        return About()
    level, minutes, needs = found.groups()
    return About(level, int(minutes), () if needs == NOTHING else tuple(needs.split(", ")))


class Rung(Protocol):
    """An exercise, or what became of it."""

    @property
    def number(self) -> str:
        """Topic and place: "02.04"."""

    @property
    def level(self) -> str:
        """One of the levels, or "" where the page names none."""

    @property
    def needs(self) -> Sequence[str]:
        """The numbers of what comes before it."""


R = TypeVar("R", bound=Rung)


def rank(level: str) -> int:
    """How hard a level is; where a page names none, easier than any."""
    return ("", *LEVELS).index(level)


def ladder(rungs: Iterable[R]) -> list[R]:
    """Exercises in the order in which to do them: level by level, and none before what it needs.

    What says no level comes first; whatever is left open stays in the order that it has.
    """
    return _upwards(sorted(rungs, key=lambda each: rank(each.level)))


def _upwards(left: list[R]) -> list[R]:
    """The same, but that each comes after what it needs."""
    found: list[R] = []
    while left:
        waiting = {each.number for each in left}
        ready = (place for place, each in enumerate(left) if waiting.isdisjoint(each.needs))
        found.append(left.pop(next(ready, 0)))  # of a circle the first: verify complains of it
    return found


class Timed(Rung, Protocol):
    """One of which is known about how long it takes."""

    @property
    def minutes(self) -> int:
        """About how many; 0 where the page does not say."""


T = TypeVar("T", bound=Timed)


def way(rungs: Iterable[T], minutes: int) -> list[T]:
    """A way through in so many minutes, in the order of the ladder: what fits of it.

    In a level, the topics take turns, so that a short way has something of each.
    """
    known = [each for each in ladder(rungs) if each.minutes]
    seen = Counter[tuple[str, str]]()
    turns: list[tuple[int, int, T]] = []
    for each in known:
        topic = each.level, each.number[:2]
        turns.append((rank(each.level), seen[topic], each))
        seen[topic] += 1
    in_turn = _upwards([each for *_, each in sorted(turns, key=lambda turn: turn[:2])])
    sums = accumulate(each.minutes for each in in_turn)
    chosen = {each.number for each, spent in zip(in_turn, sums, strict=True) if spent <= minutes}
    return [each for each in known if each.number in chosen]


def numbers(rungs: Iterable[Rung]) -> str:
    """Their numbers in few words: "01.01 to 01.03, 02.05"."""

    def run(placed: tuple[int, str]) -> tuple[str, int]:
        """What numbers in a row have in common."""
        place, number = placed
        return number[:2], int(number[3:]) - place

    told: list[str] = []
    for _, group in groupby(enumerate(sorted(each.number for each in rungs)), key=run):
        row = [number for _, number in group]
        told += row if len(row) < 3 else [f"{row[0]} to {row[-1]}"]
    return ", ".join(told)
