"""How long objects live: a census of a probe class, by weak references, with the collector off."""

from __future__ import annotations

from types import TracebackType

from graders.bounds.count import hold
from graders.model.report import Measure
from graders.model.text import LINE_BYTES, one_line
from graders.workers import execution
from graders.workers.inside import requests
from graders.workers.inside.requests import Counted, Service
from graders.workers.probes import Probe

MAX_REFERRERS = 6
"""Of those that keep an object, as many are told."""


class lives:
    """``with lives(Tile) as tiles:`` counts the objects of a probe class made within the block.

    ``at_once`` is the most that may be alive at the same moment: when one more is made, it is
    looked up who keeps the oldest. See the method ``at_once``.
    """

    def __init__(self, kind: Probe | type, at_once: int | None = None) -> None:
        self._kind = kind
        self._most = at_once
        self._last: Counted | None = None

    def __enter__(self) -> lives:
        self._running = execution.current()
        self._number = self._running.service(requests.CENSUS_START, self._kind, self._most)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self._last = self._running.service(requests.CENSUS_STOP, self._number)

    @property
    def _count(self) -> Counted:
        return self._last or self._running.service(requests.CENSUS_COUNT, self._number)

    @property
    def alive(self) -> int:
        """Objects alive now."""
        return self._count["alive"]

    @property
    def high(self) -> int:
        """The most that were alive at once."""
        return self._count["high"]

    @property
    def made(self) -> int:
        """Objects made so far."""
        return self._count["made"]

    @property
    def collections(self) -> int:
        """Runs of the cyclic collector, which only an explicit ``gc.collect()`` starts here."""
        return self._count["collections"]

    def at_most(self, bound: int, what: str) -> None:
        """Hold the number alive, without help of the collector; say what keeps the first one.

        Raises:
            Over: more are alive.
        """
        self._hold(Measure(what, self.alive, bound), requests.CENSUS_REFERRERS)
        if self.collections:
            hold(Measure("runs of the garbage collector", self.collections, 0))

    def at_once(self, what: str) -> None:
        """Hold the most that were alive at once; say what kept the oldest when there were too many.

        Raises:
            Over: there were more.
        """
        assert self._most is not None, "lives(..., at_once=N)"
        self._hold(Measure(what, self.high, self._most), requests.CENSUS_KEPT)

    def _hold(self, measure: Measure, referrers: Service[list[str]]) -> None:
        def kept_by() -> str:
            found = self._running.service(referrers, self._number)
            told = [f"  {one_line(referrer, LINE_BYTES)}" for referrer in found[:MAX_REFERRERS]]
            return "\n".join(["One of them is kept by:", *told]) if told else ""

        hold(measure, detail=kept_by)
