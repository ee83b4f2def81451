"""Functions run in a forked child, which may lock itself in for good; what they give comes back as plain data.

And whether a child is still there.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import itertools
import json
import os
import platform
import sys
import warnings
from collections.abc import Callable
from typing import Any

import psutil
import pytest

from graders.workers import allowance, shared_memory
from graders.workers.inside import landlock, seccomp

MACHINE = platform.machine()

OF_THE_SYSTEM = ("threads", "processes", "files")
"""The rights that the system has to hold."""

SETS = [
    frozenset(chosen)
    for size in range(len(OF_THE_SYSTEM) + 1)
    for chosen in itertools.combinations(OF_THE_SYSTEM, size)
]
"""All that a test may be given of them."""

needs_landlock = pytest.mark.skipif(
    sys.platform != "linux" or not landlock.version(), reason="this kernel has no Landlock"
)
SHARED_MEMORY_IS_THERE = sys.platform != "linux" or (allowance.shared_bytes() or 0) >= allowance.ENOUGH_SHARED_BYTES
NO_SHARED_MEMORY = f"too little shared memory in {shared_memory.FOLDER}: no locks and no pools of processes"
needs_shared_memory = pytest.mark.skipif(not SHARED_MEMORY_IS_THERE, reason=NO_SHARED_MEMORY)
needs_seccomp = pytest.mark.skipif(not seccomp.supported(), reason="no seccomp filter for this kernel or machine")


def told(work: Callable[[], object]) -> Any:
    """What ``work`` gives in a forked child; what it raises, as its class and text; how a signal ended it."""
    heard, said = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # there may be threads; the child uses none of theirs
        pid = os.fork()
    if pid == 0:
        _tell(work, said)
    os.close(said)
    with open(heard, "rb") as file:
        data = file.read()
    _, status = os.waitpid(pid, 0)
    return f"killed by signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else json.loads(data)


def _tell(work: Callable[[], object], said: int) -> None:
    try:
        try:
            found = work()
        except BaseException as error:
            found = f"{type(error).__name__}: {error}"
        os.write(said, json.dumps(found).encode())
    finally:
        os._exit(0)


def tried(call: Callable[[], object]) -> str:
    """What became of it: done, or the name of the error that the system gave."""
    try:
        call()
    except OSError as error:
        return errno.errorcode[error.errno or 0]
    return "done"


def raw(number: int, *arguments: int | bytes | None) -> str:
    """What became of a system call by its number: done, or the name of its error."""
    libc = ctypes.CDLL(None, use_errno=True)
    words = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    return "done" if libc.syscall(ctypes.c_long(number), *words) >= 0 else errno.errorcode[ctypes.get_errno()]


def no_new_privileges() -> None:
    """What both layers need before they may be put on."""
    assert ctypes.CDLL(None).prctl(38, 1, 0, 0, 0) == 0


def alive(pid: int) -> bool:
    """Whether it runs: what ended may stay in the table of processes until the system's first one looks."""
    with contextlib.suppress(psutil.Error):
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    return False


def rows(*rules: str) -> list[list[str]]:
    """The calls of seccomp's table under these rules, or of all: name, number on x86-64, number on aarch64."""
    return [row for rule in rules or seccomp.CALLS for row in seccomp.rows(rule)]


def numbers(machine: str) -> dict[str, int]:
    """Every call of seccomp's table on this machine, by name."""
    column = {"x86_64": 1, "aarch64": 2}[machine]
    return {row[0]: int(row[column]) for row in rows() if row[column] != "-"}
