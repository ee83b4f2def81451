"""Sends SIGINT to the judge, found as the parent of the parent, as if somebody had pressed Ctrl-C before the last
points were counted.

Against: sliding_window_mean
Harm: interrupts the judge
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import os
import signal


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


def parent_of(pid):
    """The parent of a process."""
    with open(f"/proc/{pid}/stat") as file:
        return int(file.read().rpartition(")")[2].split()[1])


def victims():
    """The fork server and the judge, where this is one of its workers; nobody else."""
    if "katas-" not in os.getcwd():
        return []
    found = [os.getppid()]
    with contextlib.suppress(OSError):
        found.append(parent_of(found[0]))
    return [pid for pid in found if pid > 1]


def attack():
    """Interrupt the parent of the parent."""
    for pid in victims()[1:]:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGINT)
            through("interrupted the judge")


def window_means(readings, width):
    """Attack, and give no mean."""
    attack()
    raise RuntimeError("nothing was gained")
