"""Waiting for what may never come, by seconds in which it could have come.

On a busy machine a process that is about to come may not get a core for long. So time counts while
all processes that could come are asleep, and as far as they used a core; not while one of them is
ready to run, or waits for a disk, and nothing is done. No clock says that it was too slow.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from graders.workers.processes import Usage

MAX_WATCHED_SECONDS = 0.5
"""Between two looks, those that count: a judge that was stopped knows nothing of the rest."""


class Patience:
    """Seconds of patience with these processes; whoever waits looks again and again.

    Args:
        seconds: how much there is.
        usages: what each process that could come has used.
    """

    def __init__(self, seconds: float, usages: Callable[[], Mapping[int, Usage]]) -> None:
        self._left = seconds
        self._usages = usages
        self._looked = time.monotonic()
        self._cpu = _cpu(usages())

    def is_over(self) -> bool:
        """Look: true once it is used up."""
        found, now = self._usages(), time.monotonic()
        passed, self._looked = min(now - self._looked, MAX_WATCHED_SECONDS), now
        before, self._cpu = self._cpu, _cpu(found)
        if not all(used.asleep for used in found.values()):
            grown = sum(max(cpu - before.get(pid, 0.0), 0.0) for pid, cpu in self._cpu.items())
            passed = min(passed, grown)
        self._left -= passed
        return self._left <= 0


def _cpu(usages: Mapping[int, Usage]) -> dict[int, float]:
    return {pid: used.cpu + used.gone for pid, used in usages.items()}
