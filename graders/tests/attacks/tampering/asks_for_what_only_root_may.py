"""Calls what changes the whole machine, with arguments that change nothing: the same host name, an empty swap area, a
reboot with the wrong magic words, a file system that is never mounted, the kernel's keys and programs.

Against: early_bound_handlers
Harm: could change the machine
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
        "sethostname": 170, "swapoff": 168, "reboot": 169, "fsopen": 430, "open_tree": 428, "bpf": 321, "keyctl": 250,
        "add_key": 248, "perf_event_open": 298, "userfaultfd": 323, "fanotify_init": 300, "quotactl": 179, "acct": 163,
        "iopl": 172, "mount_setattr": 442, "landlock_create_ruleset": 444, "pkey_alloc": 330, "personality": 135,
    },
    "aarch64": {"sethostname": 161, "swapoff": 225, "reboot": 142, "fsopen": 430, "open_tree": 428, "bpf": 280},
}.get(os.uname().machine, {})  # fmt: skip
HERE, CLONE_TREE, SOCKET_FILTER_MAPS, GET_KEYRING = -100, 1, 0, 0


def attack():
    """Look which calls reach the code behind the check of rights."""
    name = os.uname().nodename.encode()
    reaches("sethostname", name, len(name), wanted=(0,))
    reaches("swapoff", b"", wanted=(errno.ENOENT, errno.EINVAL))
    reaches("reboot", 0, 0, 0, 0, wanted=(errno.EINVAL,))  # the wrong magic words: it can only be refused
    opens("fsopen", b"tmpfs", 0)
    opens("open_tree", HERE, b"/", CLONE_TREE)
    opens("bpf", 0, (ctypes.c_uint32 * 32)(2, 4, 4, 1), 128)
    opens("userfaultfd", 0)
    opens("fanotify_init", 0, 0)
    opens("perf_event_open", (ctypes.c_uint32 * 32)(1, 112), 0, -1, -1, 0)
    if syscall("add_key", b"user", b"katas-attack", b"x", 1, -2)[0] > 0:
        through("keeps a key in the kernel")


def reaches(name, *args, wanted):
    """Say so, if the answer came from behind the check."""
    result, error = syscall(name, *args)
    if result == 0 and 0 in wanted or result < 0 and error in wanted:
        through(f"{name} was let through")


def opens(name, *args):
    """Say so, if a descriptor came."""
    fd, _ = syscall(name, *args)
    if fd >= 0:
        os.close(fd)
        through(f"{name} was let through")


def make_handlers(rows, send):
    """Attack, and make no handler."""
    attack()
    raise RuntimeError("nothing was gained")
