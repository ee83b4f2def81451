"""Numbers of Linux that Python's standard library lacks, by their names in the kernel's headers."""

import ctypes
import os
import struct
import sys
from typing import Any

# linux/prctl.h
PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NAME = 15
PR_GET_NAME = 16
PR_GET_SECCOMP = 21
PR_SET_SECCOMP = 22
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38
PR_SET_PTRACER = 0x59616D61

# linux/seccomp.h
SECCOMP_MODE_FILTER = 2
SECCOMP_SET_MODE_FILTER = 1
SECCOMP_FILTER_FLAG_NEW_LISTENER = 1 << 3
SECCOMP_RET_KILL_PROCESS = 0x80000000
SECCOMP_RET_ERRNO = 0x00050000
SECCOMP_RET_USER_NOTIF = 0x7FC00000
SECCOMP_RET_ALLOW = 0x7FFF0000
SECCOMP_IOCTL_NOTIF_RECV = 0xC0502100
SECCOMP_IOCTL_NOTIF_SEND = 0xC0182101
SECCOMP_USER_NOTIF_FLAG_CONTINUE = 1
SECCOMP_NOTIFICATION = "=QIIiIQ6Q"
"""struct seccomp_notif: id, thread, flags; then number, machine, place, and six arguments."""
SECCOMP_RESPONSE = "=QqiI"
"""struct seccomp_notif_resp: id, value, error, flags."""

# linux/bpf_common.h: the operations of a filter that are used here, each with its mode
BPF_LOAD_WORD = 0x20
"""BPF_LD | BPF_W | BPF_ABS"""
BPF_AND = 0x54
"""BPF_ALU | BPF_AND | BPF_K"""
BPF_JUMP = 0x05
"""BPF_JMP | BPF_JA"""
BPF_JUMP_EQUAL = 0x15
"""BPF_JMP | BPF_JEQ | BPF_K"""
BPF_JUMP_GREATER = 0x25
"""BPF_JMP | BPF_JGT | BPF_K"""
BPF_JUMP_SET = 0x45
"""BPF_JMP | BPF_JSET | BPF_K"""
BPF_RETURN = 0x06
"""BPF_RET | BPF_K"""

# struct seccomp_data: where a filter finds the call's number, the machine, and the arguments of 8
# bytes each
DATA_NUMBER = 0
DATA_ARCHITECTURE = 4
DATA_ARGUMENTS = 16

# linux/audit.h
AUDIT_ARCH_X86_64 = 0xC000003E
AUDIT_ARCH_AARCH64 = 0xC00000B7

# linux/sched.h
CLONE_THREAD = 0x00010000
CLONE_NEW_NAMESPACES = 0x7E020000
"""CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET."""

# linux/uio.h and linux/socket.h
IOVEC_BYTES = 16
MSGHDR_IOVECS = 16
"""Where a message's header holds the place of its iovecs, and then how many they are."""

# asm-generic/ioctls.h
TCGETS = 0x5401
TIOCGWINSZ = 0x5413
FIONREAD = 0x541B
FIONBIO = 0x5421
FIONCLEX = 0x5450
FIOCLEX = 0x5451

# asm-generic/fcntl.h and linux/fcntl.h
F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETLK, F_SETLK, F_SETLKW = range(8)
O_ACCMODE, O_CREAT = 0o3, 0o100
F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW = 36, 37, 38
F_DUPFD_CLOEXEC = 1030
F_GETPIPE_SZ = 1032

# asm-generic/mman.h and mman-common.h
PROT_READ, PROT_WRITE, PROT_EXEC = 1, 2, 4
MAP_SHARED, MAP_PRIVATE, MAP_ANONYMOUS = 0x01, 0x02, 0x20
"""The first is a bit of MAP_SHARED_VALIDATE too."""

# linux/socket.h and asm-generic/socket.h
AF_UNIX = 1
SOCK_STREAM = 1
SOCK_TYPE_MASK = 0xF
SOL_SOCKET = 1
SO_REUSEADDR = 2

# linux/capability.h
CAP_SYS_ADMIN = 21
LINUX_CAPABILITY_VERSION_3 = 0x20080522

# linux/landlock.h: rights to files and folders
LANDLOCK_EXECUTE = 1 << 0
LANDLOCK_WRITE_FILE = 1 << 1
LANDLOCK_READ_FILE = 1 << 2
LANDLOCK_READ_DIR = 1 << 3
LANDLOCK_REMOVE_DIR = 1 << 4
LANDLOCK_REMOVE_FILE = 1 << 5
LANDLOCK_MAKE_CHAR = 1 << 6
LANDLOCK_MAKE_DIR = 1 << 7
LANDLOCK_MAKE_REG = 1 << 8
LANDLOCK_MAKE_SOCK = 1 << 9
LANDLOCK_MAKE_FIFO = 1 << 10
LANDLOCK_MAKE_BLOCK = 1 << 11
LANDLOCK_MAKE_SYM = 1 << 12
LANDLOCK_REFER = 1 << 13
LANDLOCK_TRUNCATE = 1 << 14
LANDLOCK_IOCTL_DEV = 1 << 15
LANDLOCK_NET = 0b11
"""BIND_TCP and CONNECT_TCP."""
LANDLOCK_SCOPES = 0b11
"""ABSTRACT_UNIX_SOCKET and SIGNAL."""
LANDLOCK_CREATE_RULESET_VERSION = 1
LANDLOCK_RULE_PATH_BENEATH = 1

# The same on every machine since Linux 5.1
SYS_LANDLOCK_CREATE_RULESET = 444
SYS_LANDLOCK_ADD_RULE = 445
SYS_LANDLOCK_RESTRICT_SELF = 446

SYS_SECCOMP = {"x86_64": 317, "aarch64": 277}

LIBC: Any = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None


def prctl(option: int, value: int = 0, pointer: object = None) -> int:
    """What the call of this name answers: -1 for an error, and where there is no such call."""
    return int(LIBC.prctl(option, value, pointer, 0, 0)) if sys.platform == "linux" else -1


def give_up(capability: int) -> None:
    """Take a privilege from this process and all that it starts; it must have ``no_new_privs``.

    Raises:
        OSError: the kernel refuses.
    """
    header = struct.pack("=Ii", LINUX_CAPABILITY_VERSION_3, 0)
    # Effective, permitted and inheritable ones: the lower 32 of each, and then the upper.
    held = ctypes.create_string_buffer(struct.calcsize("=6I"))
    if LIBC.capget(header, held):
        raise OSError(ctypes.get_errno(), "capget")
    word, bit = divmod(capability, 32)
    sets = list(struct.unpack("=6I", held.raw))
    for place in range(3 * word, 3 * word + 3):
        sets[place] &= ~(1 << bit)
    if LIBC.capset(header, struct.pack("=6I", *sets)):
        raise OSError(ctypes.get_errno(), "capset")
