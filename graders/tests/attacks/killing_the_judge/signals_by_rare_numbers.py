"""Signals the fork server and the judge by all the other calls that can: tkill, tgkill, rt_sigqueueinfo, and the same
numbers of the x32 interface, which a filter of plain numbers forgets.

Against: shrink_session_table
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


NUMBERS = {
    "x86_64": {"kill": 62, "tkill": 200, "tgkill": 234, "rt_sigqueueinfo": 129, "rt_tgsigqueueinfo": 297},
    "aarch64": {"kill": 129, "tkill": 130, "tgkill": 131, "rt_sigqueueinfo": 138, "rt_tgsigqueueinfo": 240},
}.get(os.uname().machine, {})
X32 = 0x40000000
X32_NUMBERS = {name: number | X32 for name, number in NUMBERS.items()} if os.uname().machine == "x86_64" else {}
X32_NUMBERS |= {"rt_sigqueueinfo": 524 | X32, "rt_tgsigqueueinfo": 536 | X32} if X32_NUMBERS else {}
NUMBERS |= {f"x32 {name}": number for name, number in X32_NUMBERS.items()}


def attack():
    """Send SIGURG, which nobody minds, by every way."""
    number = int(signal.SIGURG)
    info = ctypes.create_string_buffer(128)
    ctypes.memmove(info, number.to_bytes(4, "little") + bytes(4) + (-1 & 0xFFFFFFFF).to_bytes(4, "little"), 12)
    for pid in victims():
        for name in NUMBERS:
            thread = [pid] if "tg" in name else []
            extra = [ctypes.byref(info)] if "queue" in name else []
            if syscall(name, pid, *thread, number, *extra)[0] == 0:
                through(f"{name} reached {pid}")


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
