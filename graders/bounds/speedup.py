"""The speed-up of work that ran side by side: shown beside the verdict, never judged.

A ratio of wall-clock times says as much of the machine as of the code. So it comes with a drawing
of who worked when, and with what two processes of the grader's own, known to run in parallel, get
out of this machine just before and after.
"""

from __future__ import annotations

import os
import time
import warnings
from collections.abc import Sequence
from typing import Protocol

ADDITIONS = 400_000
"""Work of one process in one round: some 20 ms."""

ROUNDS = 2
"""Rounds before the learner's run, and as many after it."""

COLUMNS = 44
"""Of a lane, for the whole run."""

MAX_LANES = 8
"""Workers that are drawn; the others are counted."""


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


def lanes(workers: Sequence[Sequence[Unit]], begun: float, ended: float) -> list[str]:
    """A row for the units of each worker: # where they filled half a column's time, : for less."""
    length = (ended - begun) / COLUMNS
    if not 0 < length < float("inf"):
        return []
    rows = []
    for units in workers:
        row = ""
        for column in range(COLUMNS):
            begin, end = begun + column * length, begun + (column + 1) * length
            inside = (min(unit.ended, end) - max(unit.begun, begin) for unit in units)
            busy = sum(span for span in inside if span > 0)
            row += "#" if busy >= length / 2 else ":" if busy else "."
        rows.append(row)
    return rows


def told(work: float, wall: float, rows: Sequence[str], machines: Sequence[float]) -> str:
    """Seconds of work in seconds that passed, in words, below the lanes of who did it.

    Where the machine had no core to spare, it is no measure of the code, and the words say so.
    """
    lines = [f"Who worked when, over {wall:.1f} s:"] if rows else []
    lines += [f"  worker {number}  {row}" for number, row in enumerate(rows[:MAX_LANES], 1)]
    if len(rows) > MAX_LANES:
        lines.append(f"  and {len(rows) - MAX_LANES} more")
    return "\n".join([*lines, f"Speed, not judged: {_speed(work, wall, machines)}"])


def _speed(work: float, wall: float, machines: Sequence[float]) -> str:
    times = work / wall
    spent = f"{work:.1f} s of work took {wall:.1f} s"
    own = f"two plain processes get {_range(machines)} here" if machines else ""
    if times < 1:
        why = f", though {own}" if machines and min(machines) > 1 else ""
        return f"{spent}. The machine was busy{why}: grade again to see a speed-up"
    return "; ".join(filter(None, (f"{spent}, {times:.1f} times as fast as one core", own)))


def _range(values: Sequence[float]) -> str:
    low, high = f"{min(values):.1f}", f"{max(values):.1f}"
    return f"{low} times" if low == high else f"{low} to {high} times"
