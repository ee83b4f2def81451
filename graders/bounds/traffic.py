"""What moves between processes: bytes and messages, counted by the kernel.

Arguments and results of another process are written to a pipe, piece by piece, by whatever library.
The kernel counts what a process writes, and adds the account of every child that has ended to that
of its parent. So the sum over the worker's tree is what moved, both ways, however it was sent. What
the worker answers to the judge goes by another kind of call and is not in it; what it prints and
what it writes to files is.
"""

from __future__ import annotations

import threading
from types import TracebackType

from graders.model.report import Unsure
from graders.workers import execution, processes
from graders.workers.processes import Written

POLL_SECONDS = 0.01
"""Between two looks: what a child wrote that nobody waits for is seen while it lives."""


class traffic:
    """``with traffic() as moved:`` and then ``moved.bytes``, ``moved.messages``: of all, both ways.

    A message is one write; a library may write twice for a long one. Give both a wide margin.

    Raises:
        Unsure: this system does not count what processes write (macOS).
    """

    def __init__(self) -> None:
        self.bytes = 0
        """Bytes written by the worker and its children, once the block is over."""
        self.messages = 0
        """Times that they wrote."""

    def __enter__(self) -> traffic:
        self._pid = execution.current().worker.pid
        begun = _of_tree(self._pid)
        if begun is None:
            raise Unsure("this system does not count what processes write")
        self._begun = self._high = begun
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._watch.join()
        self._take()
        self.bytes = self._high.bytes - self._begun.bytes
        self.messages = self._high.calls - self._begun.calls

    def _look(self) -> None:
        while not self._over.wait(POLL_SECONDS):
            self._take()

    def _take(self) -> None:
        seen = _of_tree(self._pid)
        if seen is not None and seen.bytes >= self._high.bytes:
            self._high = seen


def _of_tree(pid: int) -> Written | None:
    """What the living processes of a tree have written, with their children that have ended."""
    known = [
        written for each in processes.tree(pid) if (written := processes.written(each)) is not None
    ]
    return sum(known, Written()) if known else None
