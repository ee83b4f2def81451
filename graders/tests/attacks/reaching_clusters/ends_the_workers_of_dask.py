"""Ends whoever started it: the judge, the Dask worker above it, their nanny and the scheduler, by every way to send a
signal.

Against: sliding_window_mean
Harm: ends the processes of a cluster
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import os
import signal


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


def named(pid, *words):
    """Whether the command line of a process has one of these words."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/cmdline", "rb") as line:
        text = line.read()
        return any(word in text for word in words)
    return False


def attack():
    """Kill them, and everybody whose name says Dask or judge."""
    others = [int(name) for name in os.listdir("/proc") if name.isdigit()] if os.access("/proc", os.R_OK) else []
    for pid in [os.getppid(), *(each for each in others if named(each, b"dask", b"distributed", b"cluster.judge"))]:
        if pid > 1:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
                through(f"killed {pid}")
            with contextlib.suppress(OSError):
                os.killpg(pid, signal.SIGTERM)
                through(f"killed the group of {pid}")


def window_means(readings, width):
    """Attack, and compute nothing."""
    attack()
    raise RuntimeError("nothing was gained")
