"""Changes limits, priority, processors and the queue for disks of the fork server and the judge, so that they starve; it
sets just what is set already.

Against: sliding_window_mean
Harm: sets limits of the judge
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
    "x86_64": {"prlimit64": 302, "ioprio_set": 251, "sched_setattr": 314, "sched_getattr": 315, "migrate_pages": 256},
    "aarch64": {"prlimit64": 261, "ioprio_set": 30, "sched_setattr": 274, "sched_getattr": 275, "migrate_pages": 238},
}.get(os.uname().machine, {})
BEST_EFFORT = 2 << 13 | 4


def attack():
    """Set everything to what it is."""
    for pid in victims():
        for what, squeeze in SQUEEZES.items():
            with contextlib.suppress(OSError):
                if squeeze(pid) in (None, 0):
                    through(f"set the {what} of {pid}")


def limit(pid):
    """Write the limit on open files that was read."""
    pair = (ctypes.c_uint64 * 2)()
    if syscall("prlimit64", pid, 7, None, pair)[0] != 0:
        return -1
    return syscall("prlimit64", pid, 7, pair, None)[0]


def attributes(pid):
    """Write the scheduling attributes that were read."""
    block = ctypes.create_string_buffer(56)
    if syscall("sched_getattr", pid, block, 56, 0)[0] != 0:
        return -1
    return syscall("sched_setattr", pid, block, 0)[0]


SQUEEZES = {
    "limits": limit,
    "priority": lambda pid: os.setpriority(os.PRIO_PROCESS, pid, os.getpriority(os.PRIO_PROCESS, pid)),
    "processors": lambda pid: os.sched_setaffinity(pid, os.sched_getaffinity(pid)),
    "policy": lambda pid: os.sched_setscheduler(pid, os.sched_getscheduler(pid), os.sched_getparam(pid)),
    "attributes": attributes,
    "queue for disks": lambda pid: syscall("ioprio_set", 1, pid, BEST_EFFORT)[0],
}


def window_means(readings, width):
    """Attack, and give no mean."""
    attack()
    raise RuntimeError("nothing was gained")
