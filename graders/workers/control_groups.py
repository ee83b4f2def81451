"""What the control groups of this process allow it, and how often they refused: versions 1 and 2.

A limit holds for all groups below it, so the least of our own group and of those above it counts.
In a container the path of our own group may be the host's; then the top is all that can be seen.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Sequence
from pathlib import Path

from graders.workers.processes import PROC

TOP = Path("/sys/fs/cgroup")

UNLIMITED = 1 << 60
"""Bytes: a limit of version 1 above this is none."""

_MOUNTED = {
    "cpu": ("cpu", "cpu,cpuacct", "cpuacct,cpu"),
    "memory": ("memory",),
    "pids": ("pids",),
}
"""Where version 1 has its controllers, below the top."""


def files(controller: str, name: str) -> Sequence[Path]:
    """The files of this name in our own group and in those above it."""
    with contextlib.suppress(OSError):
        return _files((PROC / "self" / "cgroup").read_text(), TOP, controller, name)
    return ()


@functools.cache
def _files(groups: str, top: Path, controller: str, name: str) -> Sequence[Path]:
    """Kept, since it is asked for each test; ``groups`` says which are ours."""
    found = []
    for line in groups.splitlines():
        _, controllers, path = line.split(":", 2)
        if controllers and controller not in controllers.split(","):
            continue
        for mounted in _MOUNTED[controller] if controllers else ("", "unified"):
            folder = top / mounted / path.lstrip("/")
            above = [each for each in folder.parents if each.is_relative_to(top / mounted)]
            found += [each / name for each in (folder, *above)]
    return [each for each in dict.fromkeys(found) if each.is_file()]


def cores() -> float | None:
    """The cores that a quota leaves; None for no quota."""
    found = []
    for file in files("cpu", "cpu.max"):
        with contextlib.suppress(OSError, ValueError):  # "max" is none
            quota, period = map(int, file.read_text().split())
            found.append(quota / period)
    for file in files("cpu", "cpu.cfs_quota_us"):
        with contextlib.suppress(OSError, ValueError):
            quota = int(file.read_text())
            period = int(file.with_name("cpu.cfs_period_us").read_text())
            found += [quota / period] if quota > 0 else []
    return min(found, default=None)


def memory_bytes() -> int | None:
    """The memory that all processes of our group may have together; None for no limit."""
    found = _least("memory", "memory.max", "memory.limit_in_bytes")
    return found if found is not None and found < UNLIMITED else None


def processes() -> int | None:
    """Processes and threads that our group may have at once; None for no limit."""
    return _least("pids", "pids.max")


def _least(controller: str, *names: str) -> int | None:
    found = []
    for name in names:
        for file in files(controller, name):
            with contextlib.suppress(OSError, ValueError):
                found.append(int(file.read_text()))
    return min(found, default=None)


def killed() -> int:
    """Processes of our groups that the kernel has ended so far for want of memory."""
    return _counted("memory", "oom_kill", "memory.events", "memory.oom_control")


def not_started() -> int:
    """How often so far a process of our groups could not be started, by their limit."""
    return _counted("pids", "max", "pids.events")


def _counted(controller: str, field: str, *names: str) -> int:
    found = [0]
    for name in names:
        for file in files(controller, name):
            with contextlib.suppress(OSError, ValueError):
                pairs = (line.split() for line in file.read_text().splitlines())
                found += [int(value) for key, value in pairs if key == field]
    return max(found)
