"""Asks Dask itself: takes the worker that it would run in, its client and its scheduler, and the key of its
certificates.

Against: sliding_window_mean
Harm: runs code on the hosts of a cluster
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import os


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


def attack():
    """Take hold of what a task of Dask may take hold of."""
    with contextlib.suppress(ImportError, ValueError):
        from distributed import get_client, get_worker

        through(f"works for {get_worker().address}")
        get_client().run_on_scheduler(os.getpid)
        through("has run on the scheduler")
    for name, value in os.environ.items():
        if "DASK" in name or "TLS" in name:
            through(f"has {name}={value}")
    for place in (f"/proc/{os.getppid()}/environ", f"/proc/{os.getppid()}/cmdline", "dask.key", "/etc/dask/dask.key"):
        with contextlib.suppress(OSError), open(place, "rb") as file:
            if b"PRIVATE KEY" in file.read() or b"--tls-key" in file.read():
                through(f"has read {place}")


def window_means(readings, width):
    """Attack, and compute nothing."""
    attack()
    raise RuntimeError("nothing was gained")
