"""The speed-up of work that ran side by side: shown beside the verdict, never judged.

A ratio of wall-clock times says as much of the machine as of the code. So it comes with its spread
over the run, and with what two processes of the grader's own, known to run in parallel, get out of
this machine just before and after.
"""

from __future__ import annotations

import itertools
import os
import time
import warnings
from collections.abc import Iterable, Sequence
from typing import Protocol

ADDITIONS = 400_000
"""Work of one process in one round: some 20 ms."""

ROUNDS = 2
"""Rounds before the learner's run, and as many after it."""

PARTS = 3
"""Parts of the run whose speed-ups are told apart."""


class Unit(Protocol):
    """Work that was done: seconds of CPU between two moments."""

    begun: float
    ended: float
    cpu: float


def machine() -> list[float]:
    """How many times as fast as one process two are here and now, each round by itself; none where nothing forks."""
    if not hasattr(os, "fork"):
        return []
    return [2 * _seconds(1) / _seconds(2) for _ in range(ROUNDS)]


def _seconds(count: int) -> float:
    """Seconds that so many processes take, each with the same work, started at the same time."""
    begun = time.perf_counter()
    for pid in [_forked() for _ in range(count)]:
        os.waitpid(pid, 0)
    return time.perf_counter() - begun


def _forked() -> int:
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # the child only counts: other threads do not matter to it
        pid = os.fork()
    if not pid:
        try:  # pragma: no cover - runs in a forked child
            total = 0
            for number in range(ADDITIONS):
                total += number
        finally:
            os._exit(0)
    return pid


def parts(units: Sequence[Unit]) -> list[float]:
    """Seconds of work a second, in each part of the time from the first begin to the last end."""
    begun = min((unit.begun for unit in units), default=0.0)
    ended = max((unit.ended for unit in units), default=0.0)
    length = (ended - begun) / PARTS
    if not 0 < length < float("inf"):
        return []
    borders = [begun + place * length for place in range(PARTS + 1)]
    return [_work(units, *span) / length for span in itertools.pairwise(borders)]


def _work(units: Iterable[Unit], begin: float, end: float) -> float:
    """Seconds of CPU between two moments, as if each unit took its own evenly."""
    spans = (
        (unit, min(unit.ended, end) - max(unit.begun, begin))
        for unit in units
        if unit.ended > unit.begun
    )
    return sum(unit.cpu * span / (unit.ended - unit.begun) for unit, span in spans if span > 0)


def told(work: float, wall: float, over_time: list[float], machines: list[float]) -> str:
    """The speed-up in words: seconds of work in seconds that passed, its spread, and the machine's own."""
    spread = f", {_range(over_time)} in its thirds" if over_time else ""
    own = (
        f"; two processes of the grader's own got {_range(machines)} before and after"
        if machines
        else ""
    )
    return f"{work:.1f} s of work in {wall:.1f} s: {work / wall:.1f}x the speed of one core{spread}{own} (not judged)"


def _range(values: list[float]) -> str:
    return f"{min(values):.1f}x to {max(values):.1f}x"
