"""What others had of this machine's cores, as the kernel tells it: never what a worker did itself.

A worker that waits for a core may wait for its own children, or have made itself poor. So seconds
that it waited count only as far as somebody else had the cores: other processes of the machine, its
host, or nobody, where a quota on the judge's own control group was used up.
"""

from __future__ import annotations

import contextlib
import functools
import os
from dataclasses import dataclass
from pathlib import Path

from graders.workers import control_groups, processes
from graders.workers.processes import PROC, TICKS_PER_SECOND

_USER, _NICE, _SYSTEM, _INTERRUPTS, _SOFT_INTERRUPTS, _STOLEN = 0, 1, 2, 5, 6, 7
"""Fields of the first line of /proc/stat: ticks of all cores. Time idle is not among them."""

BUSY = (_USER, _NICE, _SYSTEM, _INTERRUPTS, _SOFT_INTERRUPTS, _STOLEN)

THROTTLED = {"throttled_time": 1e-9, "throttled_usec": 1e-6}
"""Fields of a control group's cpu.stat, of versions 1 and 2, with their units in seconds."""


@dataclass(frozen=True)
class Reading:
    """Seconds so far."""

    busy: float = 0.0
    """That cores were taken, by whomever, the host included."""
    throttled: float = 0.0
    """That they stood still by a quota of ours."""
    own: float = 0.0
    """Of the judge and of all that came from its fork server, orphans included."""
    judge_waited: float = 0.0
    """That the judge's first thread was ready to run and had no core."""


class Machine:
    """What became of the cores since this was made.

    Args:
        root: the process that workers come from; 0 where there is none.
        worker: the worker itself, then.
    """

    def __init__(self, root: int, worker: int) -> None:
        self._root = root or worker
        self._begun = self._read()

    def taken(self) -> float:
        """Seconds of cores that others had, or that a quota kept from us."""
        now, begun = self._read(), self._begun
        others = (now.busy - begun.busy) - (now.own - begun.own)
        return max(others, 0.0) + (now.throttled - begun.throttled)

    def judge_waited(self) -> float:
        """Seconds that the judge waited for a core."""
        return self._read().judge_waited - self._begun.judge_waited

    def _read(self) -> Reading:
        if not processes.watched():
            return Reading()
        times = os.times()
        below = processes.usages(self._root).values()
        own = times.user + times.system + sum(each.cpu + each.gone for each in below)
        return Reading(busy(), throttled(), own, judge_waited())


def busy() -> float:
    """Seconds that the cores of this machine were taken."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        ticks = (PROC / "stat").read_text().partition("\n")[0].split()[1:]
        return sum(int(ticks[field]) for field in BUSY) / TICKS_PER_SECOND
    return 0.0


def throttled() -> float:
    """Seconds that a quota of this process's control group kept its processes from cores."""
    with contextlib.suppress(OSError, ValueError):
        for line in _cpu_stat().read_text().splitlines():
            name, value = line.split()
            if name in THROTTLED:
                return int(value) * THROTTLED[name]
    return 0.0


@functools.cache
def _cpu_stat() -> Path:
    """The file of our control group that tells of its quota.

    Raises:
        OSError: nobody tells of control groups here.
    """
    for file in control_groups.files("cpu", "cpu.stat"):
        if "throttled" in file.read_text():
            return file
    raise FileNotFoundError("no control group tells of a quota")


def judge_waited() -> float:
    """Seconds that this process's first thread, in which tests run, waited for a core."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int((PROC / "self" / "schedstat").read_text().split()[1]) / 1e9
    return 0.0
