"""How slow this machine is at plain Python: limits of CPU time are stated for a reference machine.

It is measured once a command, in the judge and before any learner's code runs; what is forked later
inherits it. A tracer or a debug build slows the measured work like all other code, so it counts
too.
"""

from __future__ import annotations

import functools
import sys
import time

REFERENCE = "CPython 3.11.7 on two idle virtual cores of an AMD EPYC, in 2026"
"""The reference machine."""

REFERENCE_SECONDS = 0.85e-3
"""Seconds of CPU that the work below takes on the reference machine, by the best of ten readings.

In hundreds of measurements there, idle, beside two busy loops and with 40% of a core: 0.46 ms while
nobody uses the other half of the physical core, else 0.70 to 0.85 ms. The slow end is the figure,
so that the machine is never slower than itself. Fixed from then on: what a limit means must not
move."""

MAX_READINGS = 10
"""Readings of one measurement."""

MIN_READINGS = 3
"""Readings that are taken however slow the machine is: the first pays for cold caches."""

ENOUGH_SECONDS = 0.015
"""Seconds of CPU after which a slow machine takes no more readings."""

CLOCK = time.perf_counter if sys.platform == "win32" else time.thread_time
"""CPU time, which stands still while others have the core; on Windows it ticks too seldom, every 16
ms."""


class _Shelf:
    __slots__ = ("books",)

    def __init__(self, books: int) -> None:
        self.books = books

    def with_more(self, books: int) -> int:
        return self.books + books


def _work() -> int:
    """What exercises are made of: calls, attributes, dicts, numbers, texts."""
    shelves = [_Shelf(number) for number in range(16)]
    seen: dict[int, int] = {}
    total = 0
    for number in range(4000):
        shelf = shelves[number & 15]
        seen[number & 255] = total
        total = (shelf.with_more(number) + total) % 65_521
    return total + len("".join(map(str, seen.values())))


def best_reading() -> float:
    """Seconds of CPU of the work, by the fastest reading: whatever disturbs one, adds to it."""
    readings: list[float] = []
    while len(readings) < MIN_READINGS or (
        len(readings) < MAX_READINGS and sum(readings) < ENOUGH_SECONDS
    ):
        begun = CLOCK()
        _work()
        readings.append(CLOCK() - begun)
    return min(readings)


@functools.cache
def slowness() -> float:
    """How many times as slow as the reference machine this one is, to a tenth; at least 1."""
    return max(1.0, round(best_reading() / REFERENCE_SECONDS, 1))


def compared(slowness: float) -> str:
    """The machine's speed in words."""
    if slowness == 1:
        return "as fast as the reference machine"
    return f"{slowness:g} times as slow as the reference machine"


def limit(seconds: float, slowness: float, word: str = "") -> str:
    """A limit as it is applied: "2 s allowed", or "5 s allowed (2 s on the reference machine)"."""
    applied = f"{seconds * slowness:g} s {word}".rstrip()
    return applied if slowness == 1 else f"{applied} ({seconds:g} s on the reference machine)"
