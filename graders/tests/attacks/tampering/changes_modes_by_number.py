"""Changes modes and times by the calls that the library has no function for: fchmodat2, utimensat, futimesat,
setxattrat, open_by_handle_at, and by writing through a descriptor that is open for reading.

Against: shrink_session_table
Harm: changes modes and times
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import ctypes
import errno
import os


def through(what):
    """Say what succeeded although it must not."""
    print("GOT" + " THROUGH: " + what, flush=True)


def syscall(name, *args):
    """A system call by its number, past the C library's wrapper: (result, errno)."""
    if name not in NUMBERS:
        return -1, errno.ENOSYS
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    words = [ctypes.c_long(arg) if isinstance(arg, int) else arg for arg in args]
    return libc.syscall(ctypes.c_long(NUMBERS[name]), *words), ctypes.get_errno()


NUMBERS = {
    "x86_64": {
        "chmod": 90,
        "fchmod": 91,
        "fchmodat": 268,
        "utimensat": 280,
        "futimesat": 261,
        "name_to_handle_at": 303,
    },
    "aarch64": {"fchmod": 52, "fchmodat": 53, "utimensat": 88, "name_to_handle_at": 264},
}.get(os.uname().machine, {}) | {"fchmodat2": 452}
HERE = -100


def attack():
    """Set the mode that is set, in every way."""
    path = os.__file__.encode()
    status = os.stat(path)
    mode = status.st_mode & 0o7777
    fd = os.open(path, os.O_RDONLY)
    seconds = [
        status.st_atime_ns // 10**9,
        status.st_atime_ns % 10**9,
        status.st_mtime_ns // 10**9,
        status.st_mtime_ns % 10**9,
    ]
    times = (ctypes.c_long * 4)(*seconds)
    calls = {
        "chmod": (path, mode),
        "fchmod": (fd, mode),
        "fchmodat": (HERE, path, mode),
        "fchmodat2": (HERE, path, mode, 0),
        "utimensat": (HERE, path, times, 0),
    }
    for name, arguments in calls.items():
        if syscall(name, *arguments)[0] == 0:
            through(f"{name} went through")
    for again in (f"/proc/self/fd/{fd}", f"/dev/fd/{fd}"):
        with contextlib.suppress(OSError):
            os.close(os.open(again, os.O_RDWR))
            through("opened a file for writing through its descriptor")


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
