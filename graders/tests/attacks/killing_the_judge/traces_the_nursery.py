"""Attaches to the fork server and the judge as a debugger would, and reads their memory, which holds the tests and the
environment.

Against: rank_by_expensive_score
Harm: reads the judge's memory
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


NUMBERS = {
    "x86_64": {"ptrace": 101, "process_vm_readv": 310, "kcmp": 312},
    "aarch64": {"ptrace": 117, "process_vm_readv": 270, "kcmp": 272},
}.get(os.uname().machine, {})
SEIZE, DETACH = 0x4206, 17


class Span(ctypes.Structure):
    """A stretch of memory."""

    _fields_ = (("start", ctypes.c_void_p), ("size", ctypes.c_size_t))


def attack():
    """Seize, which stops nobody, and let go; then read a page of code."""
    page = ctypes.create_string_buffer(16)
    here = Span(ctypes.addressof(page), 16)
    there = Span(ctypes.cast(ctypes.CDLL(None).getpid, ctypes.c_void_p).value, 16)  # the fork server's, too: it forked us
    for pid in victims():
        if syscall("ptrace", SEIZE, pid, 0, 0)[0] == 0:
            through(f"traces {pid}")
            syscall("ptrace", DETACH, pid, 0, 0)
        if syscall("process_vm_readv", pid, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)[0] > 0:
            through(f"read the memory of {pid}")
        if syscall("kcmp", os.getpid(), pid, 0, 0, 0)[0] >= 0:
            through(f"compared descriptors with {pid}")


def rank(items, score):
    """Attack, and rank nothing."""
    attack()
    raise RuntimeError("nothing was gained")
