"""A unit of work that reports itself: a module beside the learner's, for child processes.

Every unit appends two lines to a log that the judge reads: when it begins and when it has ended,
with its process and its CPU time. The first units wait inside until the judge has seen enough, and
creates the file "go".
"""

import os
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
LOG = os.path.join(HERE, "units.log")
GO = os.path.join(HERE, "units.go")


def report(*words: object) -> None:
    """Append one line."""
    line = " ".join(map(str, words)) + "\n"
    fd = os.open(LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(fd, line.encode())  # at once: lines of several processes do not mix
    finally:
        os.close(fd)


def interpreter() -> int:
    """The number of this interpreter in its process; 0 if it shares the lock of the first one."""
    try:
        import _interpreters  # type: ignore[import-not-found]
    except ImportError:
        return 0
    number = _interpreters.get_current()[0]
    own = getattr(_interpreters.get_config(number), "gil", "") == "own"
    return int(number) if own else 0


def unit(*args):  # type: ignore[no-untyped-def]
    """Do the test's work once."""
    import probes  # type: ignore[import-not-found]

    name = f"{os.getpid()}.{threading.get_native_id()}.{interpreter()}.{time.monotonic_ns()}"
    report("begin", name, os.getpid(), time.monotonic())
    while not os.path.exists(GO):
        time.sleep(0.001)
    begun, cpu = time.monotonic(), time.thread_time()
    try:
        return probes.work(*args)
    finally:
        report("end", name, os.getpid(), begun, time.monotonic(), time.thread_time() - cpu)
