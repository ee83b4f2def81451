"""A judge that stands ready: a process that has loaded what a grading loads, and forks for each.

It is made before the command starts a thread: of a process with threads a fork may hang.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import NoReturn, Protocol

from graders.model import faults

GRADE = [sys.executable, "-m", "graders", "grade"]
"""The program that grades where there are no forks."""

Grade = Callable[[str], object]
"""Grades the exercise of this name, and draws what became of it."""


class Judge(Protocol):
    """What grades an exercise at a time; a new request ends the one before."""

    def start(self, name: str) -> None:
        """Grade this exercise; whatever is being graded is not."""

    def close(self) -> None:
        """End it, and what it grades."""


def judge(grade: Grade) -> Judge:
    """A warm one; where processes cannot be forked, one that starts a program for each grading."""
    return WarmJudge(grade) if hasattr(os, "fork") else ColdJudge()


class WarmJudge:
    """The process that forks, as the command sees it."""

    def __init__(self, grade: Grade) -> None:
        ours, theirs = socket.socketpair()
        self.pid = os.fork()
        if self.pid == 0:
            ours.close()
            _serve(theirs, grade)
        theirs.close()
        self._channel = ours

    def start(self, name: str) -> None:
        """Grade this exercise; whatever is being graded is not."""
        self._channel.sendall(f"{name}\n".encode())

    def close(self) -> None:
        """End it, and what it grades."""
        self._channel.close()
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


def _serve(channel: socket.socket, grade: Grade) -> NoReturn:
    """Fork for each name that comes, until the command is gone, however it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal's Ctrl-C the command hears too
    grading = 0
    with channel, channel.makefile("r", encoding="utf-8") as names:
        for name in names:
            _end(grading)
            grading = os.fork()
            if grading == 0:
                _graded(channel, grade, name.strip())
    _end(grading)
    os._exit(0)


def _graded(channel: socket.socket, grade: Grade, name: str) -> NoReturn:
    """Grade in a group of its own: a Ctrl-C is not for it and its workers."""
    channel.close()
    os.setpgid(0, 0)
    try:
        grade(name)
        sys.stdout.flush()
    except BaseException as error:
        faults.told(error)
        sys.stderr.flush()
    os._exit(0)


def _end(grading: int) -> None:
    """End a grading that may be under way; its fork server and its workers leave with it."""
    if grading:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(grading, signal.SIGKILL)
            os.waitpid(grading, 0)


class ColdJudge:
    """A program for each grading: it loads all anew, so the first verdict comes later."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None

    def start(self, name: str) -> None:
        """Grade this exercise; whatever is being graded is not."""
        self.close()
        self._running = subprocess.Popen([*GRADE, name])

    def close(self) -> None:
        """End it, and what it grades."""
        if self._running is not None:
            self._running.kill()
            self._running.wait()
