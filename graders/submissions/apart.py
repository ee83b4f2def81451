"""Work on a stranger's text in a process of its own: Python's parser may crash, or never end.

What is done is our own code, never the stranger's. The process is a fork where there is one, which
costs a few milliseconds, and a fresh interpreter elsewhere.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from graders.workers.inside import limits

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

CPU_SECONDS = 2
"""What the process may take, on whatever machine; honest sources need some hundredths."""

WALL_SECONDS = 60
"""The same where the system holds no process to its CPU."""

MAX_MEMORY_BYTES = 1 << 30
"""What the process may take beside what it begins with."""

_PROGRAM = (
    f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r});"
    " from graders.submissions import apart; apart.main()"
)


class Ended(Exception):
    """The process did not live to answer; the message says why ("takes Python more than 60 s")."""


def apart(work: Callable[..., Any], *arguments: str) -> Any:
    """What a function of a module returns for texts; plain values, as JSON has them.

    Raises:
        Ended: it crashed, or took more than it may.
        RuntimeError: it raised an exception, which is a fault of ours.
    """
    data = _forked(work, arguments) if sys.platform == "linux" else _fresh(work, arguments)
    answer = json.loads(data)
    if "ended" in answer:
        raise Ended(answer["ended"])
    if "fault" in answer:
        raise RuntimeError(answer["fault"])
    return answer["value"]


def _forked(work: Callable[..., Any], arguments: tuple[str, ...]) -> bytes:
    reader, writer = os.pipe()
    judge = os.getpid()  # before the fork: one that has died already would go unnoticed after it
    pid = 0
    try:  # from before the fork: Ctrl-C may come with its return
        with warnings.catch_warnings():
            # Python warns of a fork beside a progress bar's thread: the child draws nothing.
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
        if not pid:
            _serve(judge, writer, work, arguments)
        os.close(writer)  # or the pipe would have no end
        with open(reader, "rb") as pipe:
            data = pipe.read()
    except BaseException:
        if pid:
            os.kill(pid, signal.SIGKILL)
        raise
    finally:
        if pid:
            _, status = os.waitpid(pid, 0)
    return _checked(data, os.waitstatus_to_exitcode(status), "")


def _serve(
    judge: int, writer: int, work: Callable[..., Any], arguments: tuple[str, ...]
) -> NoReturn:  # pragma: no cover - runs in a forked child, tested from outside
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C is for the judge to answer
        gc.disable()  # to walk the judge's objects would copy their pages
        limits.close_all_but(writer)  # or who waits for the judge's end waits for this process too
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (1, 2):  # an interpreter that aborts says so
            os.dup2(nowhere, stream)
        limits.die_with_parent(judge)
        _limit()
        answer = _answer(work, arguments)
        while answer:
            answer = answer[os.write(writer, answer) :]
    finally:
        os._exit(0)  # whatever happened: the frames and buffers above are copies of the judge's


def _fresh(work: Callable[..., Any], arguments: tuple[str, ...]) -> bytes:
    asked = json.dumps([work.__module__, work.__name__, arguments]).encode()
    command = [sys.executable, "-I", "-S", "-c", _PROGRAM]
    try:
        done = subprocess.run(
            command, input=asked, capture_output=True, timeout=WALL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise Ended(f"takes Python more than {WALL_SECONDS} s") from None
    return _checked(done.stdout, done.returncode, done.stderr.decode(errors="replace"))


def main() -> None:  # pragma: no cover - runs in a fresh interpreter, tested from outside
    """Do, in a fresh interpreter, what standard input asks for."""
    module, name, arguments = json.loads(sys.stdin.buffer.read())
    work = getattr(importlib.import_module(module), name)
    _limit()
    sys.stdout.buffer.write(_answer(work, tuple(arguments)))


def _answer(work: Callable[..., Any], arguments: tuple[str, ...]) -> bytes:
    try:
        return json.dumps({"value": work(*arguments)}).encode()
    except MemoryError:
        why = f"takes Python more than {MAX_MEMORY_BYTES >> 20:,} MiB of memory"
        return json.dumps({"ended": why}).encode()
    except Exception as error:
        return json.dumps({"fault": f"{type(error).__name__}: {error}"}).encode()


def _checked(data: bytes, code: int, said: str) -> bytes:
    """The answer of a process that ended so.

    Raises:
        Ended: there is none.
        RuntimeError: there is none and it left by itself, which is a fault of ours.
    """
    if data and code == 0:
        return data
    if 0 <= code < 256:
        last = (said.strip().splitlines() or [""])[-1]
        what = f"the process that reads a file left with exit status {code} {last}"
        raise RuntimeError(what.rstrip())
    if code == -getattr(signal, "SIGXCPU", 0):
        raise Ended(f"takes Python more than {CPU_SECONDS} s of CPU")
    if code < 0:
        names = {each.value: each.name for each in signal.Signals}
        raise Ended(f"crashes Python (signal {-code}, {names.get(-code, 'unknown')})")
    # Such a status is how Windows says what is a signal elsewhere.
    raise Ended(f"crashes Python (exit status {code:#x})")


def _limit() -> None:  # pragma: no cover - holds the process that it runs in, tested from outside
    """Hold this process to its limits, where the system has them."""
    if resource is None:
        return
    pages = 0
    with contextlib.suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    # The soft limits alone: at that of CPU the kernel sends SIGXCPU, which tells it from a crash.
    room = MAX_MEMORY_BYTES + pages * resource.getpagesize()
    for kind, soft in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        *([(resource.RLIMIT_AS, room)] if pages else []),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (soft, resource.getrlimit(kind)[1]))
