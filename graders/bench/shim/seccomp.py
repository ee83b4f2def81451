"""The system calls that a worker may make: a seccomp filter (Linux), as a list of what is allowed.

Whatever is not on the list is refused with an error, and calls newer than the list as unknown, so that the C library
falls back to older ones. There are two filters, of which the stricter answer counts: a long one that the nursery puts
on once and every worker inherits, and a short one for each worker's rights.

No binding for Python is kept that needs no library of the system beside it, and a worker has the standard library
alone: hence this assembler. See seccomp(2) and, for the instructions, the kernel's networking/filter.rst.
"""

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

_ALWAYS = """
futex 202 98, read 0 63, write 1 64, recvfrom 45 207, sendto 44 206, clock_gettime 228 113,
gettimeofday 96 169, mmap 9 222, munmap 11 215, mprotect 10 226, mremap 25 216, madvise 28 233, brk 12 214,
poll 7 -, ppoll 271 73, select 23 -, pselect6 270 72, epoll_create 213 -, epoll_create1 291 20,
epoll_ctl 233 21, epoll_wait 232 -, epoll_pwait 281 22, epoll_pwait2 441 441, readv 19 65, writev 20 66,
pread64 17 67, pwrite64 18 68, preadv 295 69, pwritev 296 70, preadv2 327 286, pwritev2 328 287, close 3 57,
close_range 436 436, lseek 8 62, open 2 -, openat 257 56, creat 85 -, stat 4 -, lstat 6 -, fstat 5 80,
newfstatat 262 79, statx 332 291, access 21 -, faccessat 269 48, faccessat2 439 439, readlink 89 -,
readlinkat 267 78, getcwd 79 17, getdents 78 -, getdents64 217 61, statfs 137 43, fstatfs 138 44, chdir 80 49,
fchdir 81 50, umask 95 166, dup 32 23, dup2 33 -, dup3 292 24, flock 73 32, fsync 74 82, fdatasync 75 83,
fadvise64 221 223, ftruncate 77 46, fallocate 285 47, sendfile 40 71, copy_file_range 326 285,
mkdir 83 -, mkdirat 258 34, unlink 87 -, unlinkat 263 35, rmdir 84 -, rename 82 -, renameat 264 38,
renameat2 316 276, link 86 -, linkat 265 37, symlink 88 -, symlinkat 266 36, getxattr 191 8, lgetxattr 192 9,
fgetxattr 193 10, listxattr 194 11, llistxattr 195 12, flistxattr 196 13, msync 26 227, mincore 27 232,
recvmsg 47 212, sendmsg 46 211, shutdown 48 210, getsockopt 55 209, getsockname 51 204, getpeername 52 205,
rt_sigaction 13 134, rt_sigprocmask 14 135, rt_sigreturn 15 139, rt_sigpending 127 136, rt_sigsuspend 130 133,
rt_sigtimedwait 128 137, sigaltstack 131 132, pause 34 -, alarm 37 -, getitimer 36 102, setitimer 38 103,
nanosleep 35 101, clock_nanosleep 230 115, clock_getres 229 114, time 201 -, times 100 153, getrusage 98 165,
sched_yield 24 124, sched_getaffinity 204 123, sched_getparam 143 121, sched_getscheduler 145 120,
getcpu 309 168, getpriority 140 141, getpid 39 172, getppid 110 173, gettid 186 178, getuid 102 174,
geteuid 107 175, getgid 104 176, getegid 108 177, getgroups 115 158, getpgrp 111 -, getpgid 121 155,
getsid 124 156, getresuid 118 148, getresgid 120 150, uname 63 160, sysinfo 99 179, getrandom 318 278,
set_robust_list 273 99, get_robust_list 274 100, set_tid_address 218 96, rseq 334 293, membarrier 324 283,
arch_prctl 158 -, getrlimit 97 163, restart_syscall 219 128, exit 60 93, exit_group 231 94
"""
"""Name, number on x86-64, number on aarch64 ("-": not there). Paths among them are Landlock's to judge."""

_PRETENDED = """
chmod 90 -, fchmod 91 52, fchmodat 268 53, fchmodat2 452 452, utime 132 -, utimes 235 -, utimensat 280 88,
futimesat 261 -, setxattr 188 5, lsetxattr 189 6, fsetxattr 190 7
"""
"""Landlock does not judge these: who may write files is told that all went well (shutil.copy), and nothing is done."""

_FOR_PROCESSES = """
fork 57 -, vfork 58 -, execve 59 221, wait4 61 260, waitid 247 95, pipe 22 -, pipe2 293 59, connect 42 203,
bind 49 200, listen 50 201, accept 43 202, accept4 288 242
"""

_CHECKED = """
clone 56 220, clone3 435 435, socket 41 198, socketpair 53 199, setsockopt 54 208, kill 62 129, tgkill 234 131,
prctl 157 167, prlimit64 302 261, ioctl 16 29, fcntl 72 25
"""
"""Allowed with certain arguments only."""

_FOR_THE_NURSERY = """
setsid 112 157, landlock_create_ruleset 444 444, landlock_add_rule 445 445, landlock_restrict_self 446 446
"""
"""Between the two steps only."""

NEWEST = 462
"""The highest number that was looked at for this list."""

_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""The column of the tables, and the kernel's name for the architecture."""

_LOAD, _AND, _JUMP, _JUMP_EQUAL, _JUMP_GREATER, _JUMP_SET, _RETURN = 0x20, 0x54, 0x05, 0x15, 0x25, 0x45, 0x06
_ALLOW, _ERROR, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16

_CLONE_THREAD, _CLONE_NEW_NAMESPACE = 0x10000, 0x7E020000
_SET_NAME, _GET_NAME = 15, 16
_IOCTLS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
"""TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX."""
_FCNTLS = (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030, 1032)
"""Duplicate, flags, locks, the size of a pipe: not its enlarging, no leases, no signals."""

_SOMEBODY = 0x7FABCDEF
"""In place of a process id, until it is known: larger than any."""

Code = list[tuple[int, int, int, int]]
"""Instructions: operation, jump if true, jump if false, operand."""


def supported() -> bool:
    """True where the kernel takes filters and the tables know the machine."""
    wide = sys.maxsize > 1 << 32  # a 32-bit Python makes other calls than the tables know
    return wide and platform.machine() in _ARCHITECTURES and _prctl(21) >= 0  # PR_GET_SECCOMP


def universe(machine: str) -> Code:
    """The first step's filter: the calls of the nursery and of all workers, with any argument."""
    tables = _ALWAYS, _PRETENDED, _FOR_PROCESSES, _CHECKED, _FOR_THE_NURSERY
    numbers = [number for table in tables for number in _numbers(table, machine)]
    allowed = [step for number in numbers for step in _when(number, _return(_ALLOW))]
    start = [(_LOAD, 0, 0, _ARCHITECTURE), (_JUMP_EQUAL, 1, 0, _ARCHITECTURES[machine][1]), *_return(_KILL)]
    newer = [(_JUMP_GREATER, 0, 1, NEWEST), *_fail(errno.ENOSYS)]
    return [*start, (_LOAD, 0, 0, _NUMBER), *allowed, *newer, *_fail(errno.EPERM)]


def program(rights: Collection[str], pid: int, scoped: bool, machine: str) -> Code:
    """The second step's filter, which takes away what these rights do not give.

    Args:
        rights: "threads", "processes", "files".
        pid: the worker's own process, which it may signal.
        scoped: signals to processes outside its tree are refused by Landlock already.
        machine: "x86_64" or "aarch64".
    """
    refused = [*_numbers(_FOR_THE_NURSERY, machine)]
    refused += [] if "processes" in rights else _numbers(_FOR_PROCESSES, machine)
    files = bool({"files", "processes"} & set(rights))
    refused += [] if files else _numbers(_PRETENDED, machine)
    bodies = list(zip(_numbers(_CHECKED, machine), _checks(rights, pid, scoped), strict=True))
    bodies += [(number, _fail(0)) for number in _numbers(_PRETENDED, machine) if files]
    checked = [step for number, body in bodies for step in _when(number, body)]
    return [(_LOAD, 0, 0, _NUMBER), *_any(refused, _fail(errno.EPERM)), *checked, *_return(_ALLOW)]


def _numbers(table: str, machine: str) -> list[int]:
    column = _ARCHITECTURES[machine][0]
    rows = (row.split() for row in table.split(","))
    return [int(numbers[column]) for _, *numbers in rows if numbers[column] != "-"]


def _return(value: int) -> Code:
    return [(_RETURN, 0, 0, value)]


def _fail(number: int) -> Code:
    return _return(_ERROR | number)


def _argument(place: int, high: bool = False) -> Code:
    return [(_LOAD, 0, 0, _ARGUMENTS + 8 * place + 4 * high)]


def _any(values: Sequence[int], then: Code) -> Code:
    """Do this where the loaded word is one of these values; every way through ``then`` returns."""
    jumps = [(_JUMP_EQUAL, len(values) - place, 0, value) for place, value in enumerate(values)]
    return [*jumps, (_JUMP, 0, 0, len(then)), *then]


def _one_of(place: int, values: Sequence[int], otherwise: int = errno.EPERM) -> Code:
    """Allow where the argument is one of these values."""
    return [*_argument(place), *_any(values, _return(_ALLOW)), *_fail(otherwise)]


def _when(number: int, body: Code) -> Code:
    """Do this for one system call; every way through ``body`` returns."""
    return [(_JUMP_EQUAL, 0, len(body), number), *body]


def _clone(rights: Collection[str]) -> Code:
    """Threads, processes or neither; never a namespace."""
    spaces = [(_JUMP_SET, 0, 1, _CLONE_NEW_NAMESPACE), *_fail(errno.EPERM)]
    threads = [(_JUMP_SET, 0, 1, _CLONE_THREAD), *_return(_ALLOW)] if "threads" in rights else []
    rest = _return(_ALLOW) if "processes" in rights else _fail(errno.EPERM)
    return [*_argument(0), *spaces, *threads, *rest]


def _checks(rights: Collection[str], pid: int, scoped: bool) -> list[Code]:
    """What becomes of each call of ``_CHECKED``, in its order."""
    own = _one_of(0, [pid])
    anybody = _return(_ALLOW) if scoped and "processes" in rights else own
    refused = _fail(errno.EPERM)
    # No datagrams: they reach a path without connect.
    local = [*_argument(1), (_AND, 0, 0, 0xF), (_JUMP_EQUAL, 1, 0, 1), *refused, *_one_of(0, [1])]
    reuse = [*_argument(1), (_JUMP_EQUAL, 1, 0, 1), *refused, *_one_of(2, [2])]
    unset = [
        *_argument(2),
        (_JUMP_EQUAL, 1, 0, 0),
        *refused,
        *_argument(2, high=True),
        *_when(0, _return(_ALLOW)),
        *refused,
    ]
    return [
        _clone(rights),
        _fail(errno.ENOSYS),  # clone3's flags lie in memory, where a filter cannot look
        local if "processes" in rights else refused,
        local if {"threads", "processes"} & set(rights) else refused,
        reuse if "processes" in rights else refused,
        anybody,
        anybody,
        _one_of(0, [_SET_NAME, _GET_NAME], errno.EINVAL),
        unset,
        _one_of(1, _IOCTLS, errno.ENOTTY),
        _one_of(1, _FCNTLS),
    ]


def packed(code: Code) -> bytes:
    """The filter as the kernel takes it."""
    return b"".join(struct.pack("=HBBI", *step) for step in code)


@lru_cache(maxsize=16)
def _ready(rights: tuple[str, ...], scoped: bool, machine: str) -> bytes:
    return packed(program(rights, _SOMEBODY, scoped, machine))


def ready(rights: Collection[str], pid: int, scoped: bool, machine: str) -> bytes:
    """The packed ``program`` of a process; the work is done once for these rights, and inherited by forks."""
    made = _ready(tuple(rights), scoped, machine)
    return made.replace(struct.pack("=I", _SOMEBODY), struct.pack("=I", pid))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


_LIBC: Any = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None


def _prctl(option: int, value: int = 0, pointer: object = None) -> int:
    return int(_LIBC.prctl(option, value, pointer, 0, 0))


def install(filter: bytes) -> None:
    """Put this process and all that it starts behind a filter, for good; it must have ``no_new_privs``.

    Raises:
        OSError: the kernel refuses.
    """
    if _prctl(22, 2, ctypes.byref(_Program(len(filter) // 8, filter))):  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER
        raise OSError(ctypes.get_errno(), "seccomp")
