"""Memory held against a ceiling: from inside by tracemalloc, from outside as the kernel sees it."""

from __future__ import annotations

import os
import re
from types import TracebackType
from typing import Literal

from graders.bounds.count import MAX_NUMBER, hold
from graders.model.drawing import MAX_POINTS, Curve
from graders.model.report import Fault, Measure, Verdict
from graders.workers import execution, processes
from graders.workers.inside import requests

ROOM_BYTES = {"peak": 1 << 20, "kept": 3 << 20}
"""By which what is seen from outside may exceed a ceiling: what the kernel counts late, pages that
are touched for the first time; and at the end, arenas that are free but for an object or two (0.8
MiB measured on right answers, 2.7 MiB after a list of 250,000 floats was let go)."""

LOOSE = "8 MiB"
"""What may go at the end only when garbage is collected and freed memory is given back: a program
that hears of that could let go of what it keeps. A right answer that has let go of a large peak has
4 MiB of it; references leave 1 MiB."""

BUFFER_BYTES = 208 << 10
"""What a socket of Linux holds until somebody reads it; a pipe holds less."""

LOAD_BUFFERS = 4
"""Pipes and sockets that the learner's module and the test's own set-up may have opened before the
block, for nothing: an event loop has two, a pool of threads with queues four."""

LOAD_BYTES = 1 << 20
"""What the learner's module and the test's own set-up may take before the block for nothing."""

TRACED = ("peak memory", "memory kept")
"""What tracemalloc measures, as the ceilings call it."""

_UNITS = {"B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}


class Explained(Verdict):
    """The second run, which only looks for the lines that hold the memory, has seen enough."""


class Untold(Verdict):
    """More is seen from outside than is allowed, tracemalloc's books among it: run without it."""


def size(text: str) -> int:
    """Bytes of "64 KiB".

    Raises:
        ValueError: it is not a size.
    """
    match = re.fullmatch(r"(\d+(?:\.\d+)?) ?(B|KiB|MiB|GiB)", text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a size; write it as '64 KiB'")
    return int(float(match[1]) * _UNITS[match[2]])


class Outside:
    """Growth of the worker's resident memory as the kernel tells it, whatever the worker says.

    It is counted from what was resident at the block's begin, or before the learner's module was
    loaded (and ``LOAD_BYTES`` and ``set_up`` for what came between) if that is less: memory that
    the module takes and lets go in between, and that stays with the allocator, hides nothing.
    """

    def __init__(self, running: execution.Execution, set_up: int = 0) -> None:
        self._pid = running.worker.pid
        self.known = not running.is_inline and processes.reset_peak(self._pid)
        """False where no kernel tells: then the worker's word is all that there is."""
        if self.known and not running.before_load:
            raise Fault("a ceiling of memory stands in the test itself, not in what the test calls")
        if not running.is_inline and not self.known and processes.reset_peak(os.getpid()):
            raise running.hidden("the highest memory", tells=True)
        begun = processes.resident(self._pid)
        self._base = min(begun, running.before_load + LOAD_BYTES + set_up)
        self._begun = begun
        self._buffers = min(
            processes.buffers(self._pid), running.buffers_before_load + LOAD_BUFFERS
        )

    def peak(self) -> int:
        """Bytes by which it rose, at the most."""
        return max(processes.peak_memory(self._pid) - self._base, 0) + self._buffered()

    def kept(self) -> int:
        """Bytes by which it is higher now."""
        return max(processes.resident(self._pid) - self._base, 0) + self._buffered()

    def _buffered(self) -> int:
        """Bytes that may lie in pipes and sockets which were opened since, by then or before."""
        return max(processes.buffers(self._pid) - self._buffers, 0) * BUFFER_BYTES

    def below(self) -> int:
        """Bytes that the worker's children had at their peaks, beyond what they share with it."""
        children = processes.tree(self._pid)[1:]
        return max(sum(processes.peak_memory(pid) - self._begun for pid in children), 0)


class _Ceiling:
    """Holds what the learner's code allocates within the block."""

    kind: Literal["peak", "kept"] = "peak"
    what = TRACED[0]

    def __init__(
        self, limit: str, *, set_up: str = "0 B", loose: str = LOOSE, by_word: bool = False
    ) -> None:
        self.limit = size(limit)
        self.measured = 0
        """Bytes, once the block is over."""
        self._set_up = size(set_up)
        self._loose = size(loose)
        self._by_word = by_word

    def __enter__(self) -> _Ceiling:
        self._running = execution.current()
        if self._running.profiling:
            return self
        if self._running.explaining:
            self._running.service(
                requests.EXPLAIN_START, self._running.explaining, str(self._running.worker.folder)
            )
            return self
        self._running.service(requests.SETTLE)
        if not self._running.untraced:
            self._running.service(requests.TRACE_START)
        self._outside = Outside(self._running, self._set_up)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._running.profiling:
            return
        if self._running.explaining:
            folder = str(self._running.worker.folder)
            self._running.explained(self._running.service(requests.EXPLAIN_STOP, folder))
            raise Explained("explained")
        if error is None:
            # Before anything else runs in the worker: to stop the trace takes memory itself, and
            # who hears of it could let go of what it holds.
            high, held = self._outside.peak(), self._outside.kept()
            traced = self._traced()
            self._running.service(requests.SETTLE)
            kept = max(self._outside.kept(), held - self._loose)
            grown = (high if self.kind == "peak" else kept) + self._outside.below()
            if traced is not None and not self._running.untraced:
                self._draw(traced)
            self._judge(traced, grown)

    def _traced(self) -> Measure | None:
        """What tracemalloc has measured, now or in the run before this one."""
        if self._running.untraced:
            return self._running.traced.pop(0) if self._running.traced else None
        return self._measure(self.what, self._running.service(requests.TRACE_STOP)[self.kind])

    def _draw(self, traced: Measure) -> None:
        """Keep what was read on the way, as the worker says it; nothing is judged by it."""
        rows = self._running.service(requests.TRACE_CURVE)[:MAX_POINTS]
        if not rows or not all(0 <= each < MAX_NUMBER for row in rows for each in row):
            return
        taken, given, *_ = rows[-1]
        if self.kind == "kept":
            rows.append((taken, given, int(traced.value), int(traced.value)))
        along, at = "looks", list(range(1, len(rows) + 1))
        if taken or given:
            along = "items taken" if taken else "items handed over"
            at = [row[0 if taken else 1] for row in rows]
        low, high = [row[2] for row in rows], [row[3] for row in rows]
        self._running.drawing.curves.append(Curve(self.what, self.limit, along, at, low, high))

    def _measure(self, what: str, value: int) -> Measure:
        return Measure(what, value, self.limit, "at most", "bytes", exact=False)

    def _judge(self, traced: Measure | None, grown: int) -> None:
        """Hold what was traced, which can cost a point, and what was seen, which decides."""
        if not self._outside.known:
            self._running.mark_word("no kernel tells here what memory a process has")
        elif self._by_word:
            self._running.mark_word("what is held is too small to be seen from outside")
        if traced is not None:
            self.measured = int(traced.value)
            hold(traced)
        if not self._outside.known:
            return
        room = ROOM_BYTES[self.kind]
        if self._running.untraced and not self._by_word:
            most = self.limit + room + LOAD_BYTES
            what = f"{self.what}, weighed from outside,"
            self._running.weighed.append(
                Measure(what, grown, most, "at most", "bytes", exact=False)
            )
        seen = self._measure(f"{self.what} seen from outside", max(grown - room, 0))
        if not seen.held and not self._running.untraced:
            raise Untold("the books of tracemalloc have to be told from it")
        if traced is None:
            self.measured = grown
        if traced is None or not seen.held:
            hold(seen)


class memory_ceiling(_Ceiling):
    """``with memory_ceiling("64 KiB"):`` what is held at any moment of the block.

    ``set_up="8 MiB"`` where the test has the worker take so much before the block. ``by_word``
    where the wrong way costs too little to be seen from outside, so that the point rests on
    tracemalloc.
    """


class retained_ceiling(_Ceiling):
    """``with retained_ceiling("64 KiB"):`` what is still held at its end, after a collection.

    It is read before that collection too: a program that hears of it could let go of what it keeps.
    ``loose="24 MiB"`` where a right answer leaves more than ``LOOSE`` that goes only then: garbage,
    or memory that was let go and that the C library still has. ``set_up`` and ``by_word`` as for
    ``memory_ceiling``.
    """

    kind: Literal["peak", "kept"] = "kept"
    what = TRACED[1]
