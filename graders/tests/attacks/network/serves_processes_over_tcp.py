"""Uses the network side of multiprocessing, where processes are allowed: a listener on the loopback, a manager that
serves objects to whoever knows its key.

Against: cpu_map_in_processes
Harm: opens a server
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import multiprocessing.connection
import os


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


def attack():
    """Listen, and connect from a child process."""
    with contextlib.suppress(OSError):
        with multiprocessing.connection.Listener(("127.0.0.1", 0), authkey=b"katas") as listener:
            through("listens for processes over TCP")
            if os.fork() == 0:
                with contextlib.suppress(Exception):
                    multiprocessing.connection.Client(listener.address, authkey=b"katas").close()
                os._exit(0)
            listener.accept().close()
            through("a process connected over TCP")
        os.wait()


def score_all(items, fn, workers):
    """Attack, and score nothing."""
    attack()
    raise RuntimeError("nothing was gained")
