"""The system calls that a worker may make: a seccomp filter (Linux), as a list of what is allowed.

Whatever is not on the list is refused with an error, and calls newer than the list as unknown, so
that the C library falls back to older ones. There are two filters, because the kernel runs all that
a process has put on and the strictest answer counts: a long one that the fork server puts on once
and every worker inherits, and a short one for each worker's rights. Most workers pay for the short
one only.

No binding for Python is kept that needs no library of the system beside it, and a worker has the
standard library alone: hence this assembler. See seccomp(2) and, for the instructions, the kernel's
networking/filter.rst.
"""

import ctypes
import errno
import platform
import re
import struct
import sys
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from . import kernel

CALLS = {
    "always": """
futex 202 98, read 0 63, recvfrom 45 207, clock_gettime 228 113, gettimeofday 96 169, munmap 11 215,
madvise 28 233, brk 12 214, poll 7 -, ppoll 271 73, select 23 -, pselect6 270 72,
epoll_create 213 -, epoll_create1 291 20, epoll_ctl 233 21, epoll_wait 232 -, epoll_pwait 281 22,
epoll_pwait2 441 441, readv 19 65, pread64 17 67, preadv 295 69, preadv2 327 286, close 3 57,
close_range 436 436, lseek 8 62, stat 4 -, lstat 6 -, fstat 5 80, newfstatat 262 79, statx 332 291,
access 21 -, faccessat 269 48, faccessat2 439 439, readlink 89 -, readlinkat 267 78, getcwd 79 17,
getdents 78 -, getdents64 217 61, statfs 137 43, fstatfs 138 44, chdir 80 49, fchdir 81 50,
umask 95 166, dup 32 23, dup2 33 -, dup3 292 24, flock 73 32, fsync 74 82, fdatasync 75 83,
fadvise64 221 223, unlink 87 -, unlinkat 263 35, rmdir 84 -, getxattr 191 8, lgetxattr 192 9,
fgetxattr 193 10, listxattr 194 11, llistxattr 195 12, flistxattr 196 13, msync 26 227,
mincore 27 232, recvmsg 47 212, shutdown 48 210, getsockopt 55 209, getsockname 51 204,
getpeername 52 205, rt_sigaction 13 134, rt_sigprocmask 14 135, rt_sigreturn 15 139,
rt_sigpending 127 136, rt_sigsuspend 130 133, rt_sigtimedwait 128 137, sigaltstack 131 132,
pause 34 -, alarm 37 -, getitimer 36 102, setitimer 38 103, nanosleep 35 101,
clock_nanosleep 230 115, clock_getres 229 114, time 201 -, times 100 153, getrusage 98 165,
sched_yield 24 124, sched_getaffinity 204 123, sched_getparam 143 121, sched_getscheduler 145 120,
getcpu 309 168, getpriority 140 141, getpid 39 172, getppid 110 173, gettid 186 178, getuid 102 174,
geteuid 107 175, getgid 104 176, getegid 108 177, getgroups 115 158, getpgrp 111 -, getpgid 121 155,
getsid 124 156, getresuid 118 148, getresgid 120 150, uname 63 160, sysinfo 99 179,
getrandom 318 278, set_robust_list 273 99, get_robust_list 274 100, set_tid_address 218 96,
rseq 334 293, membarrier 324 283, arch_prctl 158 -, getrlimit 97 163, restart_syscall 219 128,
exit 60 93, exit_group 231 94
""",
    "moves": """
write 1 64, writev 20 66, pwrite64 18 68, pwritev 296 70, pwritev2 328 287, sendto 44 206,
sendfile 40 71, copy_file_range 326 285, ftruncate 77 46, fallocate 285 47
""",
    "makes_names": """
creat 85 -, mkdir 83 -, mkdirat 258 34, rename 82 -, renameat 264 38, renameat2 316 276, link 86 -,
linkat 265 37, symlink 88 -, symlinkat 266 36
""",
    "opens": "open 2 -",
    "opens_at": "openat 257 56",
    "remaps": "mremap 25 216",
    "pretended": """
chmod 90 -, fchmod 91 52, fchmodat 268 53, fchmodat2 452 452, utime 132 -, utimes 235 -,
utimensat 280 88, futimesat 261 -, setxattr 188 5, lsetxattr 189 6, fsetxattr 190 7
""",
    "processes": """
fork 57 -, vfork 58 -, wait4 61 260, waitid 247 95,
connect 42 203, bind 49 200, listen 50 201, accept 43 202, accept4 288 242
""",
    "messages": "sendmsg 46 211",
    "programs": "execve 59 221",
    "spawner": """
setsid 112 157, landlock_create_ruleset 444 444, landlock_add_rule 445 445,
landlock_restrict_self 446 446, seccomp 317 277
""",
    "pipes": "pipe 22 -, pipe2 293 59",
    "mappings": "mmap 9 222",
    "protections": "mprotect 10 226",
    "clone": "clone 56 220",
    "unknown": "clone3 435 435",
    "local_sockets": "socket 41 198",
    "socket_pairs": "socketpair 53 199",
    "reuse": "setsockopt 54 208",
    "signals": "kill 62 129, tgkill 234 131",
    "names": "prctl 157 167",
    "own_limits": "prlimit64 302 261",
    "ioctls": "ioctl 16 29",
    "fcntls": "fcntl 72 25",
}
"""What becomes of each call, by rule: name, number on x86-64, number on aarch64 ("-": not there).

always         allowed; paths among the arguments are Landlock's to judge
pretended      Landlock does not judge these: who may write files is told that all went well
               (shutil.copy), and nothing is done; everybody else is refused
processes, messages, programs
               allowed where processes are (a message, because it can hold descriptors, which no
               limit counts any more)
spawner        between the two steps only
those of ``NOTIFIED``
               ways of bytes to another process; where a test counts what moves, and a call is
               allowed with any argument, the judge is told of it: see ``_notified``
the others     allowed with certain arguments: see ``_checks``
"""

NOTIFIED = (
    "moves",
    "messages",
    "makes_names",
    "opens",
    "opens_at",
    "mappings",
    "remaps",
    "programs",
)
"""Rules of calls that the judge may be told of."""

NOTIFIES_SINCE = (5, 5)
"""The kernel's version from which on a call can go on that somebody was told of."""

NEWEST_CALL = 462
"""The highest number that was looked at for this list."""

_ARCHITECTURES = {
    "x86_64": (0, kernel.AUDIT_ARCH_X86_64),
    "aarch64": (1, kernel.AUDIT_ARCH_AARCH64),
}
"""The column of the table, and the kernel's name for the architecture."""

_IOCTLS = (
    kernel.TCGETS,
    kernel.TIOCGWINSZ,
    kernel.FIONREAD,
    kernel.FIONBIO,
    kernel.FIONCLEX,
    kernel.FIOCLEX,
)

_FCNTLS = (
    kernel.F_DUPFD,
    kernel.F_GETFD,
    kernel.F_SETFD,
    kernel.F_GETFL,
    kernel.F_SETFL,
    kernel.F_GETLK,
    kernel.F_SETLK,
    kernel.F_SETLKW,
    kernel.F_OFD_GETLK,
    kernel.F_OFD_SETLK,
    kernel.F_OFD_SETLKW,
    kernel.F_DUPFD_CLOEXEC,
    kernel.F_GETPIPE_SZ,
)
"""The size of a pipe can be asked for, not changed: a pipe holds memory that no meter sees. No
leases, no signals."""

_PID_UNKNOWN = 0x7FABCDEF
"""In place of a process id, until it is known: larger than any."""

Code = list[tuple[int, int, int, int]]
"""Instructions: operation, jump if true, jump if false, operand."""


def supported() -> bool:
    """True where the kernel takes filters and the tables know the machine."""
    wide = sys.maxsize > 1 << 32  # a 32-bit Python makes other calls than the tables know
    return (
        wide and platform.machine() in _ARCHITECTURES and kernel.prctl(kernel.PR_GET_SECCOMP) >= 0
    )


def rows(rule: str) -> list[list[str]]:
    """The calls under a rule: of each its name, its number on x86-64 and on aarch64."""
    return [row.split() for row in CALLS[rule].split(",")]


def _numbers(rule: str, machine: str) -> list[int]:
    column = _ARCHITECTURES[machine][0]
    return [int(numbers[column]) for _, *numbers in rows(rule) if numbers[column] != "-"]


# The assembler. Jumps are relative, counted from the next instruction.


def _load(offset: int) -> tuple[int, int, int, int]:
    return kernel.BPF_LOAD_WORD, 0, 0, offset


def _argument(position: int, high: bool = False) -> Code:
    # An argument has 64 bits, the filter's words 32: the low half comes first on both machines.
    return [_load(kernel.DATA_ARGUMENTS + 8 * position + 4 * high)]


def _return(value: int) -> Code:
    return [(kernel.BPF_RETURN, 0, 0, value)]


def _fail(number: int) -> Code:
    return _return(kernel.SECCOMP_RET_ERRNO | number)


_ALLOWED = _return(kernel.SECCOMP_RET_ALLOW)
_REFUSED = _fail(errno.EPERM)
_NOTIFIED = _return(kernel.SECCOMP_RET_USER_NOTIF)
"""The judge is told, and says when the call goes on."""


def _any(values: Sequence[int], then: Code) -> Code:
    """Do this where the loaded word is one of these values; every way through ``then`` returns."""
    # Each value jumps over those after it, and over the jump that skips ``then`` for all others.
    jumps = [
        (kernel.BPF_JUMP_EQUAL, len(values) - place, 0, value) for place, value in enumerate(values)
    ]
    return [*jumps, (kernel.BPF_JUMP, 0, 0, len(then)), *then]


def _one_of(position: int, values: Sequence[int], otherwise: int = errno.EPERM) -> Code:
    """Allow where the argument is one of these values."""
    return [*_argument(position), *_any(values, _ALLOWED), *_fail(otherwise)]


def _when(number: int, body: Code) -> Code:
    """Do this for one system call; every way through ``body`` returns."""
    return [(kernel.BPF_JUMP_EQUAL, 0, len(body), number), *body]


def assemble(code: Code) -> bytes:
    """The filter as the kernel takes it."""
    return b"".join(struct.pack("=HBBI", *step) for step in code)


# The two filters


def base_filter(machine: str) -> Code:
    """The first step's filter: the calls of the fork server and all workers, with any argument."""
    numbers = [number for rule in CALLS for number in _numbers(rule, machine)]
    allowed = [step for number in numbers for step in _when(number, _ALLOWED)]
    # First of all the architecture: the same number is another call through the door of 32 bits.
    known = (kernel.BPF_JUMP_EQUAL, 1, 0, _ARCHITECTURES[machine][1])
    start = [_load(kernel.DATA_ARCHITECTURE), known, *_return(kernel.SECCOMP_RET_KILL_PROCESS)]
    newer = [(kernel.BPF_JUMP_GREATER, 0, 1, NEWEST_CALL), *_fail(errno.ENOSYS)]
    return [*start, _load(kernel.DATA_NUMBER), *allowed, *newer, *_REFUSED]


def worker_filter(
    rights: Collection[str], pid: int, scoped: bool, machine: str, notifies: bool = False
) -> Code:
    """The second step's filter, which takes away what these rights do not give.

    Args:
        rights: "threads", "processes", "files".
        pid: the worker's own process, which it may signal.
        scoped: signals to processes outside its tree are refused by Landlock already.
        machine: "x86_64" or "aarch64".
        notifies: the judge is told of every call that moves bytes to another process.
    """
    checks = _checks(rights, pid, scoped)
    rules = [
        (number, body)
        for rule, body in (checks | _notified(checks) if notifies else checks).items()
        for number in _numbers(rule, machine)
    ]
    # All refusals share one body, so that the filter stays short: it runs at every call.
    refused = _any([number for number, body in rules if body == _REFUSED], _REFUSED)
    checked = [step for number, body in rules if body != _REFUSED for step in _when(number, body)]
    # What is allowed here is on the first filter's list, whose answer counts too.
    return [_load(kernel.DATA_NUMBER), *refused, *checked, *_ALLOWED]


def _checks(rights: Collection[str], pid: int, scoped: bool) -> dict[str, Code]:
    """What becomes of the calls under each rule, but for those that are always allowed."""
    threads, processes = "threads" in rights, "processes" in rights
    files = processes or "files" in rights
    # Threads, processes or neither; never a namespace.
    spaces = [(kernel.BPF_JUMP_SET, 0, 1, kernel.CLONE_NEW_NAMESPACES), *_REFUSED]
    thread = [(kernel.BPF_JUMP_SET, 0, 1, kernel.CLONE_THREAD), *_ALLOWED] if threads else []
    clone = [*_argument(0), *spaces, *thread, *(_ALLOWED if processes else _REFUSED)]
    # A stream only: datagrams reach a path without connect, and so without a listener that agrees.
    masked = [*_argument(1), (kernel.BPF_AND, 0, 0, kernel.SOCK_TYPE_MASK)]
    stream = (kernel.BPF_JUMP_EQUAL, 1, 0, kernel.SOCK_STREAM)
    local = [*masked, stream, *_REFUSED, *_one_of(0, [kernel.AF_UNIX])]
    level = (kernel.BPF_JUMP_EQUAL, 1, 0, kernel.SOL_SOCKET)
    reuse = [*_argument(1), level, *_REFUSED, *_one_of(2, [kernel.SO_REUSEADDR])]
    # The new limits are a pointer: both of its halves must be null.
    null = [(kernel.BPF_JUMP_EQUAL, 1, 0, 0), *_REFUSED]
    unset = [*_argument(2), *null, *_argument(2, high=True), *_when(0, _ALLOWED), *_REFUSED]
    return {
        "spawner": _REFUSED,
        "processes": _ALLOWED if processes else _REFUSED,
        "pipes": _ALLOWED if threads or processes else _REFUSED,
        # Programs that processes run have to be mapped.
        "mappings": _ALLOWED if processes else _mappings("files" in rights),
        "protections": _ALLOWED
        if processes
        else [*_argument(2), (kernel.BPF_JUMP_SET, 0, 1, kernel.PROT_EXEC), *_REFUSED, *_ALLOWED],
        "messages": _ALLOWED if processes else _REFUSED,
        "programs": _ALLOWED if processes else _REFUSED,
        "pretended": _fail(0) if files else _REFUSED,
        "clone": clone,
        "unknown": _fail(errno.ENOSYS),  # clone3's flags lie in memory, where a filter cannot look
        "local_sockets": local if processes else _REFUSED,
        "socket_pairs": local if threads or processes else _REFUSED,
        "reuse": reuse if processes else _REFUSED,
        # Children may be signalled where Landlock keeps signals within the tree: no filter can know
        # their numbers.
        "signals": _ALLOWED if scoped and processes else _one_of(0, [pid]),
        "names": _one_of(0, [kernel.PR_SET_NAME, kernel.PR_GET_NAME], errno.EINVAL),
        "own_limits": unset,
        "ioctls": _one_of(1, _IOCTLS, errno.ENOTTY),
        "fcntls": _one_of(1, _FCNTLS),
    }


def _mappings(writes: bool) -> Code:
    """No memory that runs and that the worker could fill.

    Extension modules are mapped to run when they are imported: who writes no files has none but
    those of the library, unless it may write to the mapping.
    """
    plain = [*_argument(2), (kernel.BPF_JUMP_SET, 1, 0, kernel.PROT_EXEC), *_ALLOWED]
    if writes:
        return [*plain, *_REFUSED]
    unwritten = (kernel.BPF_JUMP_EQUAL, 1, 0, kernel.PROT_READ | kernel.PROT_EXEC)
    of_a_file = [(kernel.BPF_JUMP_SET, 0, 1, kernel.MAP_ANONYMOUS), *_REFUSED]
    return [*plain, unwritten, *_REFUSED, *_argument(3), *of_a_file, *_ALLOWED]


def _notified(checks: Mapping[str, Code]) -> dict[str, Code]:
    """The calls that the judge is told of."""

    def with_flag(position: int, flag: int) -> Code:
        return [*_argument(position), (kernel.BPF_JUMP_SET, 0, 1, flag), *_NOTIFIED, *_ALLOWED]

    told = {
        "moves": _NOTIFIED,
        "messages": _NOTIFIED,
        # A name holds 255 bytes, and who lists the folder has them.
        "makes_names": _NOTIFIED,
        "opens": with_flag(1, kernel.O_CREAT),
        "opens_at": with_flag(2, kernel.O_CREAT),
        "mappings": with_flag(3, kernel.MAP_SHARED),
        "remaps": _NOTIFIED,  # what it makes larger may be shared
        "programs": _NOTIFIED,  # with megabytes of arguments and environment
    }
    return {rule: body for rule, body in told.items() if checks.get(rule, _ALLOWED) == _ALLOWED}


def ready(
    rights: Collection[str], pid: int, scoped: bool, machine: str, notifies: bool = False
) -> bytes:
    """The packed ``worker_filter`` of a process; the work is done once, and inherited by forks."""
    made = _ready(tuple(rights), scoped, machine, notifies)
    return made.replace(struct.pack("=I", _PID_UNKNOWN), struct.pack("=I", pid))


@lru_cache(maxsize=16)
def _ready(rights: tuple[str, ...], scoped: bool, machine: str, notifies: bool) -> bytes:
    return assemble(worker_filter(rights, _PID_UNKNOWN, scoped, machine, notifies))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def install(filter: bytes) -> None:
    """Put this process and all that it starts behind a filter; it must have ``no_new_privs``.

    Nothing takes a filter off again.

    Raises:
        OSError: the kernel refuses.
    """
    program = ctypes.byref(_Program(len(filter) // 8, filter))
    if kernel.prctl(kernel.PR_SET_SECCOMP, kernel.SECCOMP_MODE_FILTER, program):
        raise OSError(ctypes.get_errno(), "seccomp")


def install_notifying(filter: bytes) -> int:
    """The same, with a filter that notifies: returns the descriptor that whoever is told needs.

    Raises:
        OSError: the kernel refuses: it is too old, or somebody else is told already.
    """
    # Before, a call could not go on once somebody was told of it; nothing else says so.
    if tuple(map(int, re.findall(r"\d+", platform.release())[:2])) < NOTIFIES_SINCE:
        raise OSError(errno.ENOSYS, "seccomp")
    program = ctypes.byref(_Program(len(filter) // 8, filter))
    listener = kernel.LIBC.syscall(
        kernel.SYS_SECCOMP[platform.machine()],
        kernel.SECCOMP_SET_MODE_FILTER,
        kernel.SECCOMP_FILTER_FLAG_NEW_LISTENER,
        program,
    )
    if listener < 0:
        raise OSError(ctypes.get_errno(), "seccomp")
    return int(listener)


def names(*rules: str) -> dict[int, str]:
    """The calls under these rules by their numbers on this machine."""
    column = 1 + _ARCHITECTURES[platform.machine()][0]
    found = (row for rule in rules for row in rows(rule))
    return {int(row[column]): row[0] for row in found if row[column] != "-"}
