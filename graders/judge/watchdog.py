"""A limit on this process's own CPU time: what strangers hand over must not keep a judge busy."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def watchdog(seconds: float, verdict: Callable[[float], BaseException]) -> Iterator[None]:
    """Raise what ``verdict`` returns once this process has used this much CPU time in the block.

    Only in the main thread, where handlers of signals run, and where there are such timers (not on
    Windows); elsewhere the block just runs.
    """
    in_main = threading.current_thread() is threading.main_thread()
    if not in_main or not hasattr(signal, "setitimer"):
        yield
        return

    def bark(*_: object) -> None:
        raise verdict(seconds)

    before = signal.signal(signal.SIGPROF, bark)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        # The timer first: by its default the signal ends the process.
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
