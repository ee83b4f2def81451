"""Starts threads, by the module threading and by the C library, where the exercise has no right to any.

Against: shrink_session_table
Harm: starts threads
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import ctypes
import threading
import time


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


def attack():
    """Start up to three hundred threads that sleep for a moment."""
    begun = []
    with contextlib.suppress(RuntimeError, OSError):
        for _ in range(300):
            thread = threading.Thread(target=time.sleep, args=(0.2,), daemon=True)
            thread.start()
            begun.append(thread)
    if begun:
        through(f"started {len(begun)} threads")
    native()


def native():
    """A thread that no Python module knows: it calls sched_yield and ends."""
    libc, number = ctypes.CDLL(None), ctypes.c_ulong()
    start = ctypes.cast(libc.sched_yield, ctypes.c_void_p)
    if libc.pthread_create(ctypes.byref(number), None, start, None) == 0:
        libc.pthread_join(number, None)
        through("started a thread by the C library")


class SessionTable:
    """Attacks when it is made."""

    def __init__(self):
        attack()
        raise RuntimeError("nothing was gained")

    def __len__(self):
        return 0

    def put(self, key, expires):
        """Never reached."""

    def get(self, key):
        """Never reached."""

    def purge(self, now):
        """Never reached."""
        return 0
