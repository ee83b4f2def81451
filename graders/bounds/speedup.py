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
from collections.abc import Sequence
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
    """How many times as fast as one process two are here, by rounds; none where nothing forks."""
    if not hasattr(os, "fork"):
        return []
    return [2 * _seconds(1) / _seconds(2) for _ in range(ROUNDS)]


def _seconds(count: int) -> float:
    """Seconds that this many processes take, each with the same work, started at the same time."""
    begun, pids = time.perf_counter(), []
    with warnings.catch_warnings():
        # The child only counts: locks that other threads hold do not matter to it.
        warnings.simplefilter("ignore", DeprecationWarning)
        for _ in range(count):
            pid = os.fork()
            if not pid:
                try:  # pragma: no cover - runs in a forked child
                    total = 0
                    for number in range(ADDITIONS):
                        total += number
                finally:
                    os._exit(0)
            pids.append(pid)
    for pid in pids:
        os.waitpid(pid, 0)
    return time.perf_counter() - begun


def parts(units: Sequence[Unit]) -> list[float]:
    """Seconds of work a second, in each part of the time from the first begin to the last end."""
    begun = min((unit.begun for unit in units), default=0.0)
    ended = max((unit.ended for unit in units), default=0.0)
    length = (ended - begun) / PARTS
    if not 0 < length < float("inf"):
        return []
    done = []
    for begin, end in itertools.pairwise(begun + part * length for part in range(PARTS + 1)):
        # As if each unit took its seconds of CPU evenly; a forged one may end before it begins.
        inside = ((unit, min(unit.ended, end) - max(unit.begun, begin)) for unit in units)
        done.append(
            sum(
                unit.cpu * span / (unit.ended - unit.begun)
                for unit, span in inside
                if span > 0 and unit.ended > unit.begun
            )
        )
    return [work / length for work in done]


def told(work: float, wall: float, over_time: list[float], machines: list[float]) -> str:
    """Seconds of work in seconds that passed, in words; with its spread, and the machine's own.

    Where the machine had no core to spare, it is no measure of the code, and the words say so.
    """
    times = work / wall
    spent = f"{work:.1f} s of work took {wall:.1f} s"
    own = f"two plain processes get {_range(machines)} here" if machines else ""
    if times < 1:
        why = f", though {own}" if machines and min(machines) > 1 else ""
        return (
            f"Speed, not judged: {spent}. The machine was busy{why}: grade again to see a speed-up"
        )
    spread = f", {_range(over_time)} along the way" if over_time else ""
    faster = f"{spent}, {times:.1f} times as fast as one core{spread}"
    return f"Speed, not judged: {'; '.join(filter(None, (faster, own)))}"


def _range(values: list[float]) -> str:
    low, high = f"{min(values):.1f}", f"{max(values):.1f}"
    return f"{low} times" if low == high else f"{low} to {high} times"
