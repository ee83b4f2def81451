"""Raises the limits that it was given: address space, file size, processor time, descriptors, processes.

Against: rank_by_expensive_score
Harm: lifts its limits
Merits: nothing
Answer: failed or crashed
"""

import contextlib
import ctypes
import errno
import os
import resource


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


NUMBERS = {"x86_64": {"prlimit64": 302, "setrlimit": 160}, "aarch64": {"prlimit64": 261, "setrlimit": 164}}.get(
    os.uname().machine, {}
)
FOREVER = resource.RLIM_INFINITY


def attack():
    """Ask for no limit at all where there is one."""
    for name in ("AS", "FSIZE", "CPU", "NOFILE", "NPROC", "DATA", "CORE", "SIGPENDING", "MSGQUEUE"):
        limit = getattr(resource, f"RLIMIT_{name}")
        before = resource.getrlimit(limit)[1]
        if before == FOREVER:
            continue
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(limit, (before, before + 1))
            through(f"raised its limit of {name}")
            continue
        pair = (ctypes.c_uint64 * 2)(before, before + 1)
        if syscall("prlimit64", 0, limit, pair, None)[0] == 0 or syscall("setrlimit", limit, pair)[0] == 0:
            through(f"raised its limit of {name} by number")


def rank(items, score):
    """Attack, and rank nothing."""
    attack()
    raise RuntimeError("nothing was gained")
