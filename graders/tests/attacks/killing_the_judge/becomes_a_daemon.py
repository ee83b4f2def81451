"""Forks twice into a session of its own, cancels the signal that would end it with its parent, adopts orphans, ignores
what can be ignored, and sleeps on for fifteen seconds after the test.

Against: cpu_map_in_processes
Harm: leaves a process behind
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import ctypes
import os
import signal
import time

SET_PARENT_DEATH_SIGNAL, SET_NAME, SET_CHILD_SUBREAPER = 1, 15, 36


def attack():
    """Leave a grandchild behind that belongs to nobody."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    with contextlib.suppress(OSError):
        os.setsid()
    libc = ctypes.CDLL(None)
    libc.prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    if os.fork():
        os._exit(0)
    libc.prctl(SET_PARENT_DEATH_SIGNAL, 0, 0, 0, 0)
    libc.prctl(SET_NAME, b"kworker/0:1", 0, 0, 0)
    for number in range(1, 65):
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_IGN)
    os.closerange(0, 256)
    time.sleep(15)
    os._exit(0)


def score_all(items, fn, workers):
    """Attack, and score nothing."""
    attack()
    raise RuntimeError("nothing was gained")
