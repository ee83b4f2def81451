"""Kills the fork server, its own parent, so that no later test finds a worker.

Against: rank_by_expensive_score
Harm: kills the fork server
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import os
import signal


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


def attack():
    """Kill the parent, if it is a fork server."""
    if "katas-" in os.getcwd() and os.getppid() > 1:
        with contextlib.suppress(OSError):
            os.kill(os.getppid(), signal.SIGKILL)
            through("killed the fork server")


def rank(items, score):
    """Attack, and rank nothing."""
    attack()
    raise RuntimeError("nothing was gained")
