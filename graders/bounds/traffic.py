"""What moves between processes: bytes, messages, and memory that they share.

Arguments and results of another process go through a pipe or a socket, piece by piece, by whatever
library. Where the kernel can tell the judge of each call before it is made (``workers.calls``:
Linux with seccomp), every call that moves bytes is counted, both ways, of the worker and all that
it starts: writes and sends, to whatever; names of files; arguments of programs. What goes to the
judge is not in it; what is printed and what is written to files is.

Elsewhere it is the account that the kernel keeps of each process: what it wrote, with its children
that have ended. Sends on sockets are not in that, nor a child that nobody waited for. Then
``traffic.complete`` is False: the count is right only if the learner's code does nothing of the
kind.

What lies in shared memory moves without a call. So a test that holds the bytes or the messages
holds ``shared`` as well: at most 0, unless its exercise is about sharing.
"""

from __future__ import annotations

import contextlib
import os
import threading
from dataclasses import dataclass
from types import TracebackType

from graders.bounds.count import ends_above
from graders.workers import execution, processes
from graders.workers.execution import Execution
from graders.workers.processes import Written

POLL_SECONDS = 0.01
"""Between two looks: what a child wrote that nobody waits for is seen while it lives."""


@dataclass(frozen=True)
class _Count:
    """What has moved so far."""

    bytes: int
    messages: int
    shared: int

    def highest(self, other: _Count) -> _Count:
        """The larger of each."""
        return _Count(
            max(self.bytes, other.bytes),
            max(self.messages, other.messages),
            max(self.shared, other.shared),
        )


class traffic:
    """``with traffic() as moved:`` and then ``moved.bytes``, ``moved.messages``: of all, both ways.

    A message is one call; a library may write twice for a long one. Give both a wide margin.
    ``moved.shared`` is the memory by which more could move. ``most_bytes`` and ``most_messages``
    are the bounds of the test: who is over twice of one ends it.

    Raises:
        Unsure: this system does not count what processes write (macOS).
        Over: more was moved.
    """

    def __init__(self, *, most_bytes: int | None = None, most_messages: int | None = None) -> None:
        self._most_bytes = most_bytes
        self._most_messages = most_messages
        self.bytes = 0
        """Bytes moved by the worker and its children, once the block is over."""
        self.messages = 0
        """Calls that moved them."""
        self.shared = 0
        """Bytes of memory, in whole pages, that processes could share and write to.

        Of all that was mapped since the worker began: each file once, and anonymous memory.
        Semaphores are none, nor is a file that was opened for reading only.
        """

        self.complete = False
        """The kernel tells of every call; else the count rests on what the worker does not do."""

    def __enter__(self) -> traffic:
        running = execution.current()
        assert running.worker  # it is there from here on, and so is who counts its calls
        self.complete = running.calls is not None
        if not self.complete:
            running.mark_word("no kernel tells of every call that moves bytes")
        self._meter: _Told | _Watched = _Told(running) if self.complete else _Watched(running)
        running.looks.append(self._look)
        return self

    def _look(self) -> None:
        begun, now = self._meter.so_far()
        if self._most_bytes is not None:
            what = "bytes moved between processes"
            ends_above(now.bytes - begun.bytes, self._most_bytes, what, unit="bytes", exact=False)
        if self._most_messages is not None:
            what = "messages between processes"
            ends_above(now.messages - begun.messages, self._most_messages, what, exact=False)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        execution.current().looks.remove(self._look)
        begun, ended = self._meter.ends()
        self.bytes = ended.bytes - begun.bytes
        self.messages = ended.messages - begun.messages
        self.shared = ended.shared


class _Told:
    """By the calls of which the kernel has told."""

    def __init__(self, running: Execution) -> None:
        self._running = running
        self._begun = self._now()

    def ends(self) -> tuple[_Count, _Count]:
        """What there was at the beginning of the block, and what there is at its end."""
        return self._begun, self._now()

    def so_far(self) -> tuple[_Count, _Count]:
        """The same by now; what may be on its way to the judge only counts when it never came."""
        calls = self._running.calls
        assert calls
        return self._begun, _Count(calls.elsewhere.bytes, calls.elsewhere.calls, calls.shared)

    def _now(self) -> _Count:
        calls, channel = self._running.calls, self._running.worker.channel
        assert calls
        told, answered = calls.elsewhere, calls.answered
        # What went to the judge has come here; else it went elsewhere, by the channel's name.
        missing = max(answered.bytes - channel.received, 0)
        return _Count(told.bytes + missing, told.calls, calls.shared)


class _Watched:
    """By the kernel's accounts of each process, looked at again and again.

    Raises:
        Unsure: there are none.
        Crashed: there are none of the worker.
    """

    def __init__(self, running: Execution) -> None:
        pid = running.worker.pid
        begun = _accounted(pid)
        if begun is None:
            raise running.hidden("the writes", processes.written(os.getpid()) is not None)
        self._pid = pid
        self._begun = self._high = begun
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()

    def ends(self) -> tuple[_Count, _Count]:
        """What there was at the beginning of the block, and the most that was seen since."""
        self._over.set()
        self._watch.join()
        self._take()
        return self._begun, self._high

    def so_far(self) -> tuple[_Count, _Count]:
        """What there was at the beginning of the block, and the most that was seen by now."""
        return self._begun, self._high

    def _look(self) -> None:
        while not self._over.wait(POLL_SECONDS):
            self._take()

    def _take(self) -> None:
        seen = _accounted(self._pid)
        if seen is not None:
            self._high = self._high.highest(seen)


def _accounted(pid: int) -> _Count | None:
    """By the kernel's accounts of the living processes of a tree, and by what they share now."""
    living = processes.tree(pid)
    known = [written for each in living if (written := processes.written(each)) is not None]
    if not known:
        return None
    total = sum(known, Written())
    shared = {}
    for each in living:
        with contextlib.suppress(OSError):  # it is gone, or nobody tells
            for region in processes.regions(each):
                # A page may be a semaphore's: nothing that is seen here tells them apart.
                if region.is_shared and region.bytes > processes.PAGE_BYTES:
                    shared[region.file] = region.bytes
    return _Count(total.bytes, total.calls, sum(shared.values()))
