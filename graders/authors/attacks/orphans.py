"""Processes that outlive the command that started them: this one is given them, and ends them."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator

from graders.workers import processes
from graders.workers.inside import kernel

_GRACE_SECONDS = 2.0


def adopt() -> None:
    """From now on this process is given every orphan below it."""
    kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)


def leave_with_parent() -> None:
    """From now on this process is sent SIGTERM when its parent ends."""
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGTERM)


@contextlib.contextmanager
def tidy_end() -> Iterator[None]:
    """Meanwhile SIGTERM ends this process with all its tidying up."""
    before = signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def alive(known: frozenset[int] = frozenset()) -> list[int]:
    """Living processes below this one, but for known children and what is below those."""
    return [
        pid
        for child in processes.children(os.getpid())
        if child not in known
        for pid in processes.tree(child)
        if processes.usage(pid) is not None
    ]


def left_behind(grace: float = _GRACE_SECONDS) -> list[str]:
    """The processes that are still there after a grace, in words."""
    end = time.monotonic() + grace
    while alive() and time.monotonic() < end:
        time.sleep(0.05)
    return [f"{pid} ({processes.command(pid)})" for pid in alive()]


def end_all(known: frozenset[int] = frozenset(), patience: float = 10.0) -> None:
    """Ends and reaps every process below this one but for known children, and what it starts."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        found = alive(known)
        for pid in found:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        _reap(known)
        if not found:
            return
        time.sleep(0.02)


def _reap(known: frozenset[int]) -> None:
    for pid in processes.children(os.getpid()):
        if pid not in known:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
