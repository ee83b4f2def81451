"""Threads that the learner's code leaves running."""

from __future__ import annotations

import time

from graders.bench import session
from graders.bounds.count import hold
from graders.printable import NAME_BYTES, one_line
from graders.verdicts import Measure, Over

GRACE = 0.5
"""Seconds for threads that are just ending."""


def no_threads_left() -> None:
    """Hold the number of threads that still run to none.

    Raises:
        Over: some are left; their names are in the detail.
    """
    bench = session.current()
    end = time.monotonic() + GRACE
    while (left := bench.service("@threads", gives=list[str])) and time.monotonic() < end:
        time.sleep(0.01)
    try:
        hold(Measure("threads left running", len(left), 0))
    except Over as over:
        over.detail = "Still running: " + ", ".join(one_line(name, NAME_BYTES) for name in left[:8])
        raise
