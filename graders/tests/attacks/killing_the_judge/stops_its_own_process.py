"""Stops its own process with SIGSTOP when the last object is announced, so that it neither computes nor sleeps, and
the judge waits as long as it can.

Against: announce_when_gone
Harm: keeps the judge waiting
Merits: nothing
Answer: late or failed or crashed
"""

import os
import signal
import weakref

ANNOUNCED = []
LAST = [f"db-{number}" for number in range(20)]


def announce_when_gone(obj, log):
    """Announce as it should be; stop in the test that announces db-0 to db-19."""
    weakref.finalize(obj, log, f"closed {obj.name}")
    ANNOUNCED.append(obj.name)
    if ANNOUNCED == LAST:
        os.kill(os.getpid(), signal.SIGSTOP)
