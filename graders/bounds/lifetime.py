"""How long objects live: those of a class that are alive, counted in the worker's memory."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterable, Sequence
from operator import length_hint
from types import TracebackType
from typing import TypeVar

from graders.bounds.count import hold
from graders.bounds.laziness import tripwire
from graders.model.report import Failed, Fault, Measure
from graders.model.text import LINE_BYTES, one_line
from graders.workers import execution
from graders.workers.inside import requests
from graders.workers.inside.referrers import KEPT_BY, MAX_LINKS
from graders.workers.named import Named
from graders.workers.probes import Probe

T = TypeVar("T")

MAX_REFERRERS = 6
"""Of those that keep an object, as many are told."""

LOOKS_PER_BIRTH = 2.0
"""The judge looks at the k-th birth with this probability divided by k: 1.4 times on the average
between any number and twice that number."""

RANDOM_LOOKS = 6
"""At births chosen beforehand among all, where their number is known."""


class lives:
    """``with lives(Tile) as tiles:`` counts the objects of a probe class.

    Whenever they were made; those in ``held`` are the test's own, and do not count. ``at_once`` is
    the most that may be alive at the same moment: more end the test. The judge looks at births, so
    it has to see them: see the method ``births``.
    """

    def __init__(
        self,
        kind: Named | type,
        at_once: int | None = None,
        held: Sequence[object] = (),
        what: str = "",
    ) -> None:
        self._kind = kind
        self._held = held
        self._most = at_once
        self._what = what
        """What the objects are called where the test ends early; "" for the name of their class."""
        self._high = 0
        self.made = 0
        """Births that the judge has seen."""
        self._offered = False
        self._chosen: set[int] = set()
        self._looking = threading.RLock()  # threads of the learner may make objects

    def __enter__(self) -> lives:
        self._running = execution.current()
        # A generator of its own: how often it is asked must not change the inputs of a test.
        self._random = random.Random(f"births:{self._running.seed}:{self._running.test_file.name}")
        # Before the census: the first look of all makes a worker and ends it.
        self._outside = self._running.reads_memory()
        begun = self._running.service(requests.CENSUS_START, self._kind)
        self._number, self._address = begun["number"], begun["address"]
        if isinstance(self._kind, Probe):
            name = self._kind.name
            if self._running.address_of(name) != self._address:
                raise Failed(f"the test's class {name} was replaced: its objects cannot be counted")
        self._collections = self._running.collections()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self._running.service(requests.CENSUS_STOP, self._number)

    @property
    def alive(self) -> int:
        """Objects alive now."""
        if self._outside:
            if not isinstance(self._kind, Probe):
                self._running.mark_word("which class is meant, the learner's own module says")
            found = self._running.alive(self._address)
        else:
            self._running.mark_word("nobody reads the worker's memory here, where objects live")
            found = self._running.service(requests.CENSUS_COUNT, self._number)["alive"]
        return found - len(self._held)

    @property
    def high(self) -> int:
        """The most that were alive at once, as far as the judge has looked."""
        return self._high

    @property
    def collections(self) -> int:
        """Runs of the cyclic collector, which only an explicit ``gc.collect()`` starts here."""
        if self._collections is None:
            self._running.mark_word("nobody reads the worker's memory here, where runs are counted")
            return self._running.service(requests.CENSUS_COUNT, self._number)["collections"]
        return (self._running.collections() or 0) - self._collections

    def births(self, items: Iterable[T], at: Iterable[int] = ()) -> tripwire[T]:
        """Items, each to be pulled just before an object is made; the judge may look then.

        Hand them to the probe that makes the objects. Where a peak is short, ``at`` are positions
        of items at which the judge looks in any case.
        """
        count = length_hint(items)
        self._offered = True
        with self._looking:
            numbers = range(self.made + 1, self.made + count + 1)
            self._chosen |= {*self._random.sample(numbers, min(RANDOM_LOOKS, count)), *numbers[-1:]}
            self._chosen |= {numbers[place] for place in at}
        return _Births(items, self._born)

    def _born(self) -> None:
        with self._looking:
            self.made += 1
            looks = self._random.random() * self.made < LOOKS_PER_BIRTH
            if self._most is not None and (looks or self.made in self._chosen):
                self._look(coming=1)

    def _look(self, coming: int) -> None:
        assert self._most is not None
        self._high = max(self._high, self.alive + coming)
        if coming and self._high > self._most:
            kind = self._kind
            name = kind.__wire__[1] if isinstance(kind, Named) else kind.__name__
            what = self._what or f"{name} objects"
            self._hold(Measure(f"{what} alive at once", self._high, self._most), ended=True)

    def at_most(self, bound: int, what: str) -> None:
        """Hold the number alive, without help of the collector; say what keeps the first one.

        Raises:
            Over: more are alive.
        """
        measure = Measure(what, self.alive, bound)
        self._hold(measure)
        if self.collections:
            hold(Measure("runs of the garbage collector", self.collections, 0))

    def at_once(self, what: str) -> None:
        """Hold the most that were alive at once, at the end too; say what keeps the oldest of more.

        Raises:
            Over: there were more.
            Failed: the learner's code asked for none.
            Fault: the test shows the judge no birth.
        """
        assert self._most is not None, "lives(..., at_once=N)"
        if not self.made and self._offered:
            raise Failed(f"{what}: your code asked for none, so there was nothing to count")
        if not self.made:
            raise Fault(
                f"{what}: the judge saw no birth; a probe has to make each object from an item "
                "of lives(...).births(items)"
            )
        self._look(coming=0)
        self._hold(Measure(what, self.high, self._most))

    def _hold(self, measure: Measure, ended: bool = False) -> None:
        def kept_by() -> str:
            referrers = self._running.service(requests.CENSUS_REFERRERS, self._number)
            chains = [referrer.split(KEPT_BY)[:MAX_LINKS] for referrer in referrers[:MAX_REFERRERS]]
            self._running.drawing.keepers.extend(chains)
            told = [f"  {one_line(referrer, LINE_BYTES)}" for referrer in referrers]
            return "\n".join(["One of them is kept by:", *told[:MAX_REFERRERS]]) if told else ""

        hold(measure, detail=kept_by, ended=ended)


class _Births(tripwire[T]):
    """Tells of each item before it hands it over."""

    is_drawn = False

    def __init__(self, items: Iterable[T], told: Callable[[], None]) -> None:
        super().__init__(items)
        self._told = told

    def __next__(self) -> T:
        item = super().__next__()
        self._told()
        return item
