"""Memory of the worker's own process, as the system sees it: what it took and may never give back.

Unlike the traced bytes of ``memory_ceiling`` this counts whole pages, whoever asked for them, and
it leaves the worker's children out: what another process needs is not a part of this one.
"""

from __future__ import annotations

from types import TracebackType

from graders.bounds.count import hold
from graders.bounds.memory import Outside, size
from graders.model.report import Measure
from graders.workers import execution
from graders.workers.inside import requests


class resident_ceiling:
    """``with resident_ceiling("40 MiB"):`` by how much the resident memory of the worker may rise.

    Raises:
        Over: it rose higher, at any moment of the block.
        Unsure: this system does not tell the peak of a process (macOS), or does not let it be set
            back.
    """

    def __init__(self, limit: str, *, set_up: str = "0 B") -> None:
        self.limit = size(limit)
        self._set_up = size(set_up)
        self.measured = 0
        """Bytes, once the block is over."""

    def __enter__(self) -> resident_ceiling:
        running = execution.current()
        running.service(requests.SETTLE)
        self._outside = Outside(running, self._set_up)
        if not self._outside.known:
            raise running.hidden("the highest memory", tells=False)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self.measured = self._outside.peak()
            what = "growth of this process's peak memory"
            hold(Measure(what, self.measured, self.limit, "at most", "bytes", exact=False))
