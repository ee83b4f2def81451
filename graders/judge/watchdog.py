"""A limit on the CPU time of this process itself: what strangers hand over must not keep the judge busy forever."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def watchdog(seconds: float, verdict: Callable[[float], BaseException]) -> Iterator[None]:
    """Raise what ``verdict`` gives, in the block, once this process has used so much CPU time in it.

    Only in the main thread and where there are such timers (not on Windows); elsewhere the block just runs.
    """
    if (
        not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def bark(*_: object) -> None:
        raise verdict(seconds)

    before = signal.signal(signal.SIGPROF, bark)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
