"""Starts a process by every call that can, also by number: fork, clone, clone3, posix_spawn, which uses vfork, and the
x32 numbers; no exercise without that right may have one.

Against: rotate_files_and_close
Harm: starts processes
Merits: nothing
Answer: failed or crashed
"""

import ctypes
import errno
import os
import signal
import sys


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
    "x86_64": {"fork": 57, "clone": 56, "clone3": 435, "x32 fork": 57 | 1 << 30, "x32 clone": 56 | 1 << 30},
    "aarch64": {"clone": 220, "clone3": 435},
}.get(os.uname().machine, {})


def attack():
    """Have children that end at once."""
    block = (ctypes.c_uint64 * 8)()
    block[4] = signal.SIGCHLD
    arguments = {"clone3": (block, 64)}
    for name in NUMBERS:
        usual = (int(signal.SIGCHLD), 0, 0, 0, 0) if "clone" in name else ()
        born(name, lambda name=name, usual=usual: syscall(name, *arguments.get(name, usual))[0])
    born("os.fork", os.fork)
    born("posix_spawn", lambda: os.posix_spawn(sys.executable, [sys.executable, "-c", ""], {}))


def born(name, start):
    """Say so, if a child was born."""
    try:
        child = start()
    except OSError:
        return
    if child == 0:
        os._exit(0)
    if child > 0:
        os.waitpid(child, 0)
        through(f"started a process by {name}")


def read_all(names, opener):
    """Attack, and read nothing."""
    attack()
    raise RuntimeError("nothing was gained")
