"""Work for another process, which may be an interpreter that has the standard library alone."""

from __future__ import annotations

import os
import signal
import time

from graders.submissions.apart import MAX_MEMORY_BYTES


def joined(*texts: str) -> list[str]:
    return [*texts, str(os.getpid())]


def breaks(text: str) -> None:
    raise LookupError(text)


def crashes() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def leaves() -> None:
    os._exit(3)


def computes() -> None:
    while True:
        pass


def hoards() -> int:
    return len(bytes(MAX_MEMORY_BYTES + (64 << 20)))


def says() -> int:
    os.write(1, b"out")
    return os.write(2, b"err")


def interrupts() -> None:
    os.kill(os.getppid(), signal.SIGINT)
    time.sleep(60)


def open_files() -> list[str]:
    paths = [f"/proc/self/fd/{fd}" for fd in os.listdir("/proc/self/fd")]
    return [os.readlink(path) for path in paths if os.path.exists(path)]
