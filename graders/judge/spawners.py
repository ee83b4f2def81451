"""Where the workers of one pytest session come from, for each of its judges."""

from __future__ import annotations

from collections.abc import Callable

from graders.judge.plan import Confinement
from graders.workers import spawners
from graders.workers.spawners import Spawner


class Spawners:
    """The spawners of one judge, and of those that it will be forked into."""

    def __init__(self, confinement: Confinement) -> None:
        self._confinement = confinement
        self._open: dict[str, Spawner] = {}
        self._others: list[Spawner] = []
        """Of the judges that this process will be forked into."""

    def open(self, judges: int) -> None:
        """Start one for each of this many judges: they are up when the first test runs."""
        self._open["judging"], *self._others = self._start(judges)

    def become(self, judge: int) -> None:
        """This process is a fork, and this judge: its workers come from a spawner of its own."""
        if judge:
            self._open = {"judging": self._others[judge - 1]}
        self._others = []

    def judging(self) -> Spawner:
        """Of workers that judge; started on first use, and again where a learner killed it."""
        return self._living("judging", lambda: self._start(1)[0])

    def explaining(self) -> Spawner:
        """Of workers that record their memory: they can import memray."""
        return self._living("explaining", lambda: spawners.explainers(self._confinement.without))

    def _start(self, count: int) -> list[Spawner]:
        held = self._confinement
        return spawners.several(count, held.fresh, held.without, held.strong)

    def _living(self, name: str, make: Callable[[], Spawner]) -> Spawner:
        known = self._open.get(name)
        if known is not None and not known.alive:
            known.close()
            known = None
        if known is None:
            known = self._open[name] = make()
        return known

    def close(self) -> None:
        """End every worker."""
        for spawner in (*self._open.values(), *self._others):
            spawner.close()
