"""The worker's processes as seen from outside: what CPU and memory they take, who sleeps."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from graders.workers import boot, portable

PROC = Path("/proc")

STOP_SECONDS = 10.0
"""That a process may take to stand still; it needs a millisecond."""

STOP_POLL_SECONDS = 0.0002
"""Between two looks whether it does."""

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100

_STATE, _CPU, _CPU_OF_CHILDREN, _THREADS, _RESIDENT = 0, 11, 13, 17, 21
"""Fields of /proc/PID/stat, counted from behind the name; those of CPU are two, user and system."""


def watched() -> bool:
    """True where /proc tells about processes (Linux)."""
    return (PROC / "self" / "task").is_dir()


def children(pid: int) -> list[int]:
    """Direct children of a process, started by any of its threads."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            with contextlib.suppress(OSError), open(f"/proc/{pid}/task/{task}/children") as file:
                found += map(int, file.read().split())
    return found


def tree(pid: int) -> list[int]:
    """A process and all below it."""
    if not watched():
        return [pid, *portable.below(pid)]
    found = [pid]
    for each in found:
        found += children(each)
    return found


@dataclass(frozen=True)
class Usage:
    """What a process has used."""

    cpu: float
    """Seconds on a core, all threads, without children."""
    waited: float
    """Seconds ready to run but without a core."""
    asleep: bool
    """No thread runs or is ready to."""
    switches: int
    """Times that its threads went to sleep."""
    memory: int = 0
    """Bytes resident."""
    tasks: int = 1
    """Threads."""
    gone: float = 0.0
    """Seconds on a core of its children that have ended."""


def _fields(pid: int, *task: str) -> list[str]:
    text = PROC.joinpath(str(pid), *task, "stat").read_text()
    return text[text.rindex(")") + 2 :].split()


def _ticks(fields: list[str], first: int) -> float:
    return (int(fields[first]) + int(fields[first + 1])) / TICKS_PER_SECOND


def usage(pid: int) -> Usage | None:
    """What a process has used; None if it is gone (a zombie too)."""
    if not watched():
        used = portable.usage(pid)
        return Usage(*used) if used else None
    try:
        found, fields = list(_scheduled(pid)), _fields(pid)
    except (OSError, ValueError):
        return None
    states = {thread.state for thread in found}
    if states <= {"Z", "X"}:
        return None
    ran = sum(thread.ran for thread in found)
    return Usage(
        max(ran, _ticks(fields, _CPU)),  # the process's own knows of threads that have ended
        sum(thread.waited for thread in found),
        states <= set("SZXTt"),  # who stopped itself does not work either
        sum(thread.turns for thread in found),
        int(fields[_RESIDENT]) * PAGE_BYTES,
        int(fields[_THREADS]),
        _ticks(fields, _CPU_OF_CHILDREN),
    )


@dataclass(frozen=True)
class Task:
    """What one thread of a process does."""

    ready: bool
    """It runs, or would with a core."""
    cpu: float
    """Seconds on a core."""
    sleeps: int
    """Times that it went to sleep."""
    waited: float = 0.0
    """Seconds ready to run but without a core."""


def threads(pid: int) -> dict[int, Task]:
    """Every thread of a process; empty where nobody tells."""
    found: dict[int, Task] = {}
    with contextlib.suppress(OSError, ValueError):
        for thread in _scheduled(pid):
            with contextlib.suppress(OSError, ValueError):
                status = (PROC / str(pid) / "task" / thread.number / "status").read_text()
                sleeps = int(status.rpartition("\nvoluntary_ctxt_switches:")[2].split()[0])
                found[int(thread.number)] = Task(
                    thread.state == "R", thread.ran, sleeps, thread.waited
                )
    return found


class _Scheduled(NamedTuple):
    """A thread as the scheduler sees it: seconds run, seconds waited for a core, and turns."""

    number: str
    state: str
    ran: float
    waited: float = 0.0
    turns: int = 0


def _scheduled(pid: int) -> Iterator[_Scheduled]:
    for task in os.listdir(f"/proc/{pid}/task"):
        # A thread that has just ended is no reason to know nothing of the others.
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            fields = _fields(pid, "task", task)
            seen = _Scheduled(task, fields[_STATE], _ticks(fields, _CPU))
            with contextlib.suppress(OSError, ValueError):  # a kernel may keep this to itself
                text = (PROC / str(pid) / "task" / task / "schedstat").read_text()
                ran, waited, turns = map(int, text.split())
                seen = _Scheduled(task, seen.state, ran / 1e9 or seen.ran, waited / 1e9, turns)
            yield seen


@contextlib.contextmanager
def stopped(pid: int) -> Iterator[None]:
    """A process and all below it stand still within the block.

    Raises:
        TimeoutError: one of them does not stop.
        ProcessLookupError: one of them was woken meanwhile.
    """
    halted: set[int] = set()
    end = time.monotonic() + STOP_SECONDS
    try:
        # Until none is found that is new: who was not stopped yet may have started others.
        while new := set(tree(pid)) - halted:
            for each in new:
                halted.add(each)
                with contextlib.suppress(ProcessLookupError):
                    os.kill(each, signal.SIGSTOP)
            while not all(map(_stands, new)):
                if time.monotonic() > end:
                    raise TimeoutError(f"a process does not stop within {STOP_SECONDS} s")
                time.sleep(STOP_POLL_SECONDS)
        yield
        if not all(map(_stands, halted)):
            raise ProcessLookupError("a process that stood still was woken")
    finally:
        for each in halted:
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, signal.SIGCONT)


def _stands(pid: int) -> bool:
    """True where every thread of a process is stopped, or has ended."""
    with contextlib.suppress(OSError, ValueError):
        return {thread.state for thread in _scheduled(pid)} <= set("TtZX")
    return True


def tasks(pid: int) -> int:
    """Threads of a process; 0 if it is gone.

    The kernel's own count: a listing of them comes to an early end where one of them ends
    meanwhile.
    """
    with contextlib.suppress(OSError):
        return int(_fields(pid)[_THREADS])
    return 0


def usages(pid: int) -> dict[int, Usage]:
    """What every living process of a tree has used."""
    found = ((each, usage(each)) for each in tree(pid))
    return {each: used for each, used in found if used is not None}


def buffers(pid: int) -> int:
    """Pipes and sockets that a process has open: what is written to them is not resident."""
    opened = (open_as(pid, each) for each in descriptors(pid) or ())
    return sum(each.startswith(("pipe:", "socket:")) for each in opened)


def descriptors(pid: int) -> list[int] | None:
    """The descriptors that a process has open; None where nobody tells."""
    with contextlib.suppress(OSError):
        return list(map(int, os.listdir(PROC / str(pid) / "fd")))
    return None


def open_as(pid: int, descriptor: int) -> str:
    """What a descriptor of a process, or thread, refers to; "" where it is not open.

    For a socket or a pipe its inode, which no other has meanwhile.
    """
    with contextlib.suppress(OSError):
        return os.readlink(PROC / str(pid) / "fd" / str(descriptor))
    return ""


def peak_memory(pid: int) -> int:
    """The peak of a process's memory, resident or swapped out, in bytes; 0 if unknown."""
    return _status(pid, ("VmHWM:", "VmSwap:"))


def resident(pid: int) -> int:
    """A process's memory now, resident or swapped out, in bytes; 0 if unknown."""
    return _status(pid, ("VmRSS:", "VmSwap:"))


def _status(pid: int, fields: tuple[str, ...]) -> int:
    with contextlib.suppress(OSError), open(f"/proc/{pid}/status") as file:
        return sum(int(line.split()[1]) * 1024 for line in file if line.startswith(fields))
    return 0


@dataclass(frozen=True)
class Written:
    """What a process has written to pipes, sockets and files, with its children that have ended."""

    bytes: int = 0
    calls: int = 0
    """Times that it wrote."""

    def __add__(self, other: Written) -> Written:
        return Written(self.bytes + other.bytes, self.calls + other.calls)


def written(pid: int) -> Written | None:
    """What a process has written; None if it is gone, or where nobody tells."""
    if not watched():
        counted = portable.written(pid)
        return Written(*counted) if counted else None
    with contextlib.suppress(OSError, ValueError, KeyError):
        lines = (PROC / str(pid) / "io").read_text().splitlines()
        fields = {name: int(value) for name, value in (line.split(":") for line in lines)}
        return Written(fields["wchar"], fields["syscw"])
    return None


@dataclass(frozen=True)
class Region:
    """A part of a process's memory."""

    first: int
    end: int
    rights: str
    device: str
    inode: int
    """0 for what is of no file; anonymous memory that is shared has one too."""
    name: str = ""

    @property
    def bytes(self) -> int:
        """Its size."""
        return self.end - self.first

    @property
    def file(self) -> tuple[str, int]:
        """What tells its file from others."""
        return self.device, self.inode

    @property
    def is_shared(self) -> bool:
        """What is written to it is written for other processes too."""
        return self.rights[1] == "w" and self.rights[3] == "s"


def regions(pid: int) -> Iterator[Region]:
    """The memory of a process, by ascending addresses.

    Raises:
        OSError: nobody tells, or it is gone.
    """
    with open(f"/proc/{pid}/maps") as file:
        for line in file:
            span, rights, _, device, inode, *name = line.split(maxsplit=5)
            first, end = (int(each, 16) for each in span.split("-"))
            yield Region(first, end, rights, device, int(inode), "".join(name))


def reset_peak(pid: int) -> bool:
    """Set the high-water mark back to what is resident now; False where that is not allowed."""
    with contextlib.suppress(OSError):
        (PROC / str(pid) / "clear_refs").write_text("5")
        return True
    return False


def command(pid: int) -> str:
    """A process's command line, for people."""
    with contextlib.suppress(OSError):
        words = (PROC / str(pid) / "cmdline").read_bytes().split(b"\0")
        if boot.PROGRAM.encode() in words:
            return "a forked copy of your process"
        return " ".join(b" ".join(words).decode(errors="replace").split())[:2000]
    return "?"
