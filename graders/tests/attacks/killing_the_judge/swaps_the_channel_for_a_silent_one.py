"""Puts one end of a pair of sockets that nobody reads in the place of every descriptor, so that the judge hears
neither an answer nor an end.

Against: shrink_session_table
Harm: none
Merits: nothing
Answer: late or crashed or failed
"""

import contextlib
import os
import time


def attack():
    """Keep the channel open somewhere else, and answer into the void."""
    ours, theirs = os.pipe()
    for fd in range(3, min(ours, theirs)):
        with contextlib.suppress(OSError):
            os.dup(fd)
            os.dup2(theirs, fd)
    time.sleep(60)


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
