"""Stops the fork server and its whole process group with SIGSTOP, so that the judge waits for a worker that never comes;
it wakes them again at once, for the proof is enough.

Against: early_bound_handlers
Harm: stops the fork server for a moment
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
    """Stop and wake the parent, then its group."""
    for pid in victims()[:1]:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGSTOP)
            os.kill(pid, signal.SIGCONT)
            through("stopped the fork server")
        with contextlib.suppress(OSError):
            os.killpg(os.getpgid(pid), signal.SIGCONT)
            through("signalled the fork server's process group")


def make_handlers(rows, send):
    """Attack, and make no handler."""
    attack()
    raise RuntimeError("nothing was gained")
