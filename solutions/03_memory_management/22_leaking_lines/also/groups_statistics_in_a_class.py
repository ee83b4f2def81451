"""An object that is a context manager for the tracing, and compares the statistics of two moments."""

import gc
import tracemalloc
from collections.abc import Callable
from typing import Self

OWN = {__file__, tracemalloc.__file__}


class Ledger:
    def __init__(self) -> None:
        self.started = not tracemalloc.is_tracing()

    def __enter__(self) -> Self:
        if self.started:
            tracemalloc.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self.started:
            tracemalloc.stop()

    def sizes(self) -> dict[tuple[str, int], int]:
        gc.collect()
        statistics = tracemalloc.take_snapshot().statistics("lineno")
        places = {(each.traceback[0].filename, each.traceback[0].lineno): each.size for each in statistics}
        return {place: size for place, size in places.items() if place[0] not in OWN}


def leaking_lines(work: Callable[[], object], rounds: int, least: int) -> list[tuple[str, int]]:
    with Ledger() as ledger:
        work()
        before = ledger.sizes()
        for _ in range(rounds):
            work()
        after = ledger.sizes()
    growth = {place: size - before.get(place, 0) for place, size in after.items()}
    return sorted((place for place in growth if growth[place] >= least * rounds), key=growth.__getitem__, reverse=True)
