"""Sets up an io_uring, through which files and sockets are opened by the kernel without a further system call that a
filter could see.

Against: sliding_window_mean
Harm: goes round the filter
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


NUMBERS = {"io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427}
NUMBERS |= {"io_setup": 206} if os.uname().machine == "x86_64" else {"io_setup": 0}


def attack():
    """The new ring, and the old way of doing things later."""
    ring, _ = syscall("io_uring_setup", 4, ctypes.create_string_buffer(120))
    if ring >= 0:
        os.close(ring)
        through("has a ring of the kernel")
    context = ctypes.c_ulong(0)
    if syscall("io_setup", 4, ctypes.byref(context))[0] == 0:
        through("has a queue for files of the kernel")


def window_means(readings, width):
    """Attack, and give no mean."""
    attack()
    raise RuntimeError("nothing was gained")
