"""Memory held against a ceiling: from inside by tracemalloc, from outside as the kernel sees it."""

from __future__ import annotations

import re
from types import TracebackType
from typing import Literal

from graders.bounds.count import hold
from graders.model.report import Measure, Verdict
from graders.workers import execution, processes
from graders.workers.inside import requests

OUTSIDE_BYTES = 12 << 20
"""By which the resident memory may exceed a ceiling: tracemalloc's books, arenas, kernel's bias."""

BOOKS_PER_BYTE = 4
"""Bytes that tracemalloc may take, until it stops, for its books on a byte of small objects (3.2
measured on floats)."""

_UNITS = {"B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}


class Explained(Verdict):
    """The second run, which only looks for the lines that hold the memory, has seen enough."""


def size(text: str) -> int:
    """Bytes of "64 KiB".

    Raises:
        ValueError: it is not a size.
    """
    match = re.fullmatch(r"(\d+(?:\.\d+)?) ?(B|KiB|MiB|GiB)", text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a size; write it as '64 KiB'")
    return int(float(match[1]) * _UNITS[match[2]])


class _Ceiling:
    """Holds what the learner's code allocates within the block."""

    kind: Literal["peak", "kept"] = "peak"
    what = "peak memory"

    def __init__(self, limit: str) -> None:
        self.limit = size(limit)
        self.measured = 0
        """Bytes, once the block is over."""

    def __enter__(self) -> _Ceiling:
        self._running = execution.current()
        if self._running.explaining:
            self._running.service(
                requests.EXPLAIN_START, self._running.explaining, str(self._running.worker.folder)
            )
            return self
        self._running.service(requests.TRACE_START)
        self._pid = self._running.worker.pid
        self._resident = processes.resident(self._pid) if processes.reset_peak(self._pid) else 0
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._running.explaining:
            folder = str(self._running.worker.folder)
            self._running.explained(self._running.service(requests.EXPLAIN_STOP, folder))
            raise Explained("explained")
        if error is not None:
            return
        # A peak is read before the trace stops, which takes memory itself; what is kept only then,
        # when freed memory has been given back.
        high = self._grown()
        self.measured = self._running.service(requests.TRACE_STOP)[self.kind]
        grown = high if self.kind == "peak" else self._grown()
        hold(Measure(self.what, self.measured, self.limit, "at most", "bytes", exact=False))
        books = BOOKS_PER_BYTE * self.limit if self.kind == "peak" else 0
        if grown > self.limit + books + OUTSIDE_BYTES:
            what = f"{self.what} seen from outside"
            hold(Measure(what, grown, self.limit, "at most", "bytes", exact=False))

    def _grown(self) -> int:
        """Bytes by which the resident memory of worker and children rose; 0 where it is unknown."""
        if not self._resident:
            return 0
        measured = processes.peak_memory if self.kind == "peak" else processes.resident
        children = processes.tree(self._pid)[1:]
        below = sum(processes.peak_memory(pid) - self._resident for pid in children)
        return measured(self._pid) - self._resident + max(below, 0)


class memory_ceiling(_Ceiling):
    """``with memory_ceiling("64 KiB"):`` what is held at any moment of the block."""


class retained_ceiling(_Ceiling):
    """``with retained_ceiling("64 KiB"):`` what is still held at its end, after a collection."""

    kind: Literal["peak", "kept"] = "kept"
    what = "memory kept"
