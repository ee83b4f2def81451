"""A machine made busy or slow on purpose, to see whether verdicts stay what they are."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from graders.model.errors import Usage
from graders.workers import processes
from graders.workers.control_groups import TOP

PERIOD_MICROSECONDS = 100_000
"""Over which a quota is counted, as containers have it."""

LEAVE_SECONDS = 10.0
"""For the last processes of a group of ours to go."""


@contextlib.contextmanager
def hogs(count: int) -> Iterator[None]:
    """So many processes keep a core busy each, at the priority of this one."""
    burning = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for each in burning:
            each.kill()
            each.wait()


@contextlib.contextmanager
def quota(percent: int) -> Iterator[None]:
    """This process and all below it get so much of one core together; all of it where it is 0.

    By a control group, as containers do it: the kernel then keeps processes from cores as it does
    on a busy server, and tells of it. To stop and wake the processes by signals instead, as
    ``cpulimit`` does, would wake workers that the judge has stopped to read their memory.

    Raises:
        Usage: no control group can be made here.
    """
    if not percent:
        yield
        return
    group = _made(percent)
    try:
        _move(group)
        yield
    finally:
        _move(group.parent)
        end = time.monotonic() + LEAVE_SECONDS
        while (group / "cgroup.procs").read_text() and time.monotonic() < end:
            time.sleep(0.05)
        with contextlib.suppress(OSError):  # somebody of ours still ends in it
            group.rmdir()


def _made(percent: int) -> Path:
    name, microseconds = f"katas-{os.getpid()}", percent * PERIOD_MICROSECONDS // 100
    settings = {
        "cpu": {
            "cpu.cfs_period_us": f"{PERIOD_MICROSECONDS}",
            "cpu.cfs_quota_us": f"{microseconds}",
        },
        "": {"cpu.max": f"{microseconds} {PERIOD_MICROSECONDS}"},
    }
    for top, values in settings.items():
        group = TOP / top / name
        with contextlib.suppress(OSError):
            group.mkdir()
            try:
                for file, value in values.items():
                    (group / file).write_text(value)
                return group
            except OSError:
                group.rmdir()
                raise
    raise Usage(
        "no control group for a quota can be made here: run it as root where the controller of "
        "CPU time is at hand, or in a container with --cpus"
    )


def _move(group: Path) -> None:
    """This process and all that it has started."""
    for pid in processes.tree(os.getpid()):
        with contextlib.suppress(ProcessLookupError):
            (group / "cgroup.procs").write_text(f"{pid}")
