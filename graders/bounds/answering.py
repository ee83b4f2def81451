"""Questions of probes, answered by the test: counts of other processes, kept in the judge.

A probe that runs in a child process can neither call the test nor keep a count that the learner's
code could not write as well. It asks: ``from unit import ask`` and ``ask("loaded", path)``. The
question comes over a connection of its own, the kernel says from which process, and the asker waits
for the answer. So a test counts here, has processes wait for each other, and answers with what they
need to go on and cannot know: then nobody does the work without being counted.
"""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec

from graders.bounds.count import ends_above
from graders.model.report import Failed
from graders.workers import execution, peers
from graders.workers.inside import requests, unit

POLL_SECONDS = 0.05
"""Between two looks whether the block is over."""

ASK_SECONDS = 60.0
"""For a question to come, once somebody has connected: on a busy machine it may have to wait."""

MAX_QUESTIONS = 20_000
"""In all; more are no probe's."""

MAX_ASKING = 200
"""At the same time."""

MAX_BYTES = 1 << 10
"""Of a question."""

_QUESTION = msgspec.json.Decoder(list[str | int | float | bool | None])


class answering:
    """``with answering(function) as asked:`` and ``ask(*words)`` in any process of the learner's.

    The function is called with the process that asks, and its words; calls overlap. What it returns
    is the answer: plain values. ``most=2, what="loads of the model"`` is the highest bound of the
    test: a question beyond ends it.

    Raises:
        Failed: the learner's code is in the way, or asks more than any probe does.
        Over: more was asked than ``most``.
    """

    def __init__(
        self, function: Callable[..., Any], *, most: int | None = None, what: str = "questions"
    ) -> None:
        self._function = function
        self._most = most
        self._what = what
        self._counting = threading.Lock()
        self._over = False
        self._asking = 0
        self.here = 0
        """The process that runs the learner's code itself, within the block."""
        self.calls: list[tuple[Any, ...]] = []
        """The words of every question, in order of arrival."""

    def __enter__(self) -> answering:
        self._worker = execution.current().worker
        self.here = self._worker.pid
        source = Path(unit.__file__).read_text(encoding="utf-8")
        execution.current().service(requests.ASK, str(self._worker.folder), source)
        try:
            self._listener = peers.listen(self._worker.folder, unit.QUESTIONS)
        except OSError as error:
            raise Failed(f"something stands in the way of the grader's socket: {error}") from None
        self._listener.setblocking(True)
        self._listener.settimeout(POLL_SECONDS)
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()
        execution.current().looks.append(self._look)
        return self

    def _look(self) -> None:
        if self._most is not None:
            ends_above(len(self.calls), self._most, self._what)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        execution.current().looks.remove(self._look)
        self._over = True
        self._thread.join()
        self._listener.close()
        if error is None and len(self.calls) >= MAX_QUESTIONS:
            raise Failed("asked the test more than anybody has to ask")

    def _accept(self) -> None:
        while not self._over and len(self.calls) < MAX_QUESTIONS:
            with contextlib.suppress(OSError):  # nobody comes, or is gone again
                connection, _ = self._listener.accept()
                if self._asking < MAX_ASKING:
                    with self._counting:
                        self._asking += 1
                    threading.Thread(target=self._answer, args=(connection,), daemon=True).start()
                else:
                    connection.close()

    def _answer(self, connection: socket.socket) -> None:
        try:
            # One who breaks the rules is hung up on.
            with connection, contextlib.suppress(OSError, ValueError, msgspec.MsgspecError):
                connection.settimeout(ASK_SECONDS)
                process, words = _question(connection)
                with self._counting:
                    self.calls.append(words)
                with self._worker.answering():
                    answer = self._function(process, *words)
                connection.sendall(json.dumps(answer).encode() + b"\n")
        finally:
            with self._counting:
                self._asking -= 1


def _question(connection: socket.socket) -> tuple[int, tuple[Any, ...]]:
    """Who asks, and what.

    Raises:
        OSError, ValueError, MsgspecError: it is no question.
    """
    process, heard = peers.who_connected(connection), b""
    while not heard.endswith(b"\n"):
        data, writer = peers.receive(connection)
        heard += data
        if not data or len(heard) > MAX_BYTES or (peers.known() and writer != process):
            raise ValueError("not a question of one process")
    return process, tuple(_QUESTION.decode(heard))


class company:
    """A function for ``answering``: who asks waits until so many do, or for so many seconds.

    Those are seconds in which another could have come: see ``graders.workers.patience``. Then
    nobody waits any more. ``processes=True``: only the first question of each process waits, and
    that many processes have to come.
    """

    def __init__(self, size: int, seconds: float, *, processes: bool = False) -> None:
        self._size = size
        self._seconds = seconds
        self._processes = processes
        self._changed = threading.Condition()
        self._came: set[int] = set()
        self._waiting = 0
        self._over = False
        self.high = 0
        """The most that have waited at the same time."""

    def __call__(self, process: int, *words: Any) -> None:
        """Wait with the others."""
        with self._changed:
            if self._processes and process in self._came:
                return
            self._came.add(process)
            self._waiting += 1
            self.high = max(self.high, self._waiting)
            if (len(self._came) if self._processes else self._waiting) >= self._size:
                self._end()
            patience = execution.current().patience(self._seconds)
            while not self._changed.wait_for(lambda: self._over, POLL_SECONDS):
                if patience.is_over():
                    break
            if not self._processes:
                self._end()
            self._waiting -= 1

    def _end(self) -> None:
        self._over = True
        self._changed.notify_all()


class comes_last:
    """A function for ``answering``: who asks for one item waits until the other is asked for.

    For so many seconds at most, in which somebody could have: nobody may ever ask for that.
    """

    def __init__(self, item: object, *, after: object, seconds: float = 2) -> None:
        self._item, self._after, self._seconds = item, after, seconds
        self._come = threading.Event()

    def __call__(self, process: int, item: object) -> None:
        """Wait, if it is this item."""
        if item == self._after:
            self._come.set()
        if item == self._item:
            patience = execution.current().patience(self._seconds)
            while not self._come.wait(POLL_SECONDS) and not patience.is_over():
                pass
