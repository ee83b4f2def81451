"""Threads that the learner's code leaves running."""

from __future__ import annotations

import os
import time

from graders.bounds.count import hold
from graders.model.report import Measure
from graders.model.text import NAME_BYTES, one_line
from graders.workers import execution, processes
from graders.workers.inside import requests

GRACE_SECONDS = 0.5
"""For threads that are just ending."""

MAX_NAMED = 8
"""Threads that are named."""


def no_threads_left() -> None:
    """Hold the number of threads that still run to none.

    Raises:
        Over: some are left; their names are in the detail.
    """
    running = execution.current()
    if not processes.watched():
        running.mark_word("this system does not tell how many threads a process has")
    patience = running.patience(GRACE_SECONDS)
    left: list[str] = []
    while not patience.is_over():
        left = running.service(requests.THREADS)
        if not left and not _unlisted():
            break
        time.sleep(0.01)
    names = [one_line(name, NAME_BYTES) for name in left[:MAX_NAMED]]
    hold(
        Measure("threads left running", len(left), 0),
        detail=lambda: f"Still running: {', '.join(names)}",
    )
    hold(Measure("threads left running, seen from outside", _unlisted(), 0))


def _unlisted() -> int:
    """Threads of the worker, by the kernel, beyond its main one and those that serve the judge."""
    worker = execution.current().worker
    if not processes.watched() or worker.pid == os.getpid():  # with --inline
        return 0
    own = 1 + worker.lanes + (worker.high if worker.gave_async else 0)
    return max(processes.tasks(worker.pid) - own, 0)
