"""Counts the tests in every place that could outlive one: files, shared memory, other users' folders, its own times.

Against: rank_by_expensive_score
Harm: leaves marks that the next test reads
Merits: nothing
Answer: failed or crashed
"""

import ctypes
import os
import socket
import tempfile

MARK = f"katas-attack-mark-{os.getppid()}"


def files():
    """A byte more at each test, wherever a file can be made; taken away again at once, but for the fact."""
    for folder in ("/tmp", "/dev/shm", "/var/tmp", "/run/lock", os.path.expanduser("~"), tempfile.gettempdir() + "/.."):
        path = os.path.join(folder, MARK)
        try:
            with open(path, "ab") as file:
                file.write(b"x")
                print(f"GOT THROUGH: test number {file.tell()} by {path}")
            os.unlink(path)
        except OSError:
            pass


def shared():
    """System V shared memory, removed at once, and an address of the network without a file."""
    libc = ctypes.CDLL(None)
    number = libc.shmget(os.getppid(), 4096, 0o1600)
    if number >= 0:
        print("GOT THROUGH: shared memory", number)
        libc.shmctl(number, 0, None)
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as end:
            end.bind("\0" + MARK)
            print("GOT THROUGH: an abstract address")
    except OSError:
        pass


def times():
    """The times of a folder that stays."""
    for folder in ("..", os.path.dirname(os.__file__)):
        try:
            status = os.stat(folder)
            os.utime(folder, ns=(status.st_atime_ns, status.st_mtime_ns))
            print("GOT THROUGH: the times of", folder)
        except OSError:
            pass


def rank(items, score):
    for attempt in (files, shared, times):
        try:
            attempt()
        except (OSError, AttributeError):
            pass
    raise LookupError("it is always the first test")
