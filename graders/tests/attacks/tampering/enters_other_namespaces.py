"""Leaves the namespaces that it was born in, one after the other and as a user of its own, where it would be root and
could mount; changes its root folder.

Against: rank_by_expensive_score
Harm: escapes its rules on files
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


KINDS = {
    "mount": 0x20000,
    "user": 0x10000000,
    "network": 0x40000000,
    "ipc": 0x8000000,
    "uts": 0x4000000,
    "time": 0x80,
    "cgroup": 0x2000000,
}
NUMBERS = {
    "x86_64": {"unshare": 272, "setns": 308, "x32 unshare": 272 | 1 << 30},
    "aarch64": {"unshare": 97, "setns": 268},
}.get(os.uname().machine, {})


def attack():
    """Unshare, join the parent's, change the root."""
    for kind, flag in KINDS.items():
        for name in ("unshare", "x32 unshare"):
            if syscall(name, flag)[0] == 0:
                through(f"has a {kind} namespace of its own by {name}")
    with contextlib.suppress(OSError):
        fd = os.open(f"/proc/{os.getppid()}/ns/uts", os.O_RDONLY)
        if syscall("setns", fd, 0)[0] == 0:
            through("entered a namespace of the fork server")
    with contextlib.suppress(OSError):
        os.chroot(".")
        through("changed its root folder")


def rank(items, score):
    """Attack, and rank nothing."""
    attack()
    raise RuntimeError("nothing was gained")
