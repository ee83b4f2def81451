"""The points of the drawings differ as the answers do."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from graders.bounds.in_flight import overlapping
from graders.bounds.laziness import drain, stream, tripwire
from graders.bounds.lifetime import lives
from graders.bounds.memory import memory_ceiling, retained_ceiling
from graders.bounds.parallel import parallel_work
from graders.model.drawing import MAX_POINTS, Curve, Stairs, Timeline
from graders.model.report import Over
from graders.tests.bounds.test_parallel import HERE, POOLED, burn
from graders.tests.children import needs_shared_memory
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner, measured
from graders.workers import execution
from graders.workers.inside import requests
from graders.workers.inside.meters import MAX_READINGS
from graders.workers.probes import probe

READERS = """
def lazily(source):
    for item in source:
        yield item + 0.5
def at_once(source):
    return iter([item + 0.5 for item in source])
def in_chunks(source):
    chunk = []
    for item in source:
        chunk.append(item + 0.5)
        if len(chunk) == 2_500:
            yield from chunk
            chunk = []
def without_source(count):
    return (bytes(10) for _ in range(count))
def sum_of(source):
    return sum([item for item in source])
def twice(work, items):
    return [work(item) for item in items]
"""

ITEMS = 10_000


def curve_of(name: str) -> Curve:
    """The memory of one of the readers."""
    with contextlib.suppress(Over), memory_ceiling("64 KiB"):
        drain(learner(name)(stream(float(number) for number in range(ITEMS))))
    drawing = execution.current().drawn
    assert drawing is not None
    (curve,) = drawing.curves
    return curve


def teeth(curve: Curve) -> int:
    """How often the memory falls by more than half of the most."""
    falls = [before - after for before, after in zip(curve.high, curve.high[1:], strict=False)]
    return sum(fall > max(curve.high) / 2 for fall in falls)


@pytest.mark.parametrize("name", ["lazily", "at_once", "in_chunks"])
def test_a_curve_has_the_numbers_of_its_measure(execute: MakesExecution, name: str) -> None:
    execute(READERS, weighs=True)
    curve = curve_of(name)
    assert (curve.what, max(curve.high), curve.bound) == measured()[0]
    assert curve.along == "items taken"
    assert curve.at == sorted(curve.at)
    assert curve.at[-1] == ITEMS
    assert len(curve.at) == len(curve.low) == len(curve.high) <= MAX_POINTS
    assert all(0 <= low <= high for low, high in zip(curve.low, curve.high, strict=True))


def test_a_generator_is_flat(execute: MakesExecution) -> None:
    execute(READERS, weighs=True)
    curve = curve_of("lazily")
    assert max(curve.high) < 32 << 10
    middle = curve.high[5:-5]
    assert max(middle) - min(middle) < 1 << 10


def test_a_list_is_a_ramp(execute: MakesExecution) -> None:
    execute(READERS, weighs=True)
    curve = curve_of("at_once")
    growing = curve.high[: curve.at.index(ITEMS) + 1]
    # A list that grows is for a moment there twice: hills on the ramp, and it never falls back.
    assert curve.low[: len(growing)] == sorted(curve.low[: len(growing)])
    assert growing[-1] > 1.5 * growing[len(growing) // 2] > 1.5 * growing[len(growing) // 8]
    assert teeth(curve) == 0


def test_chunks_are_a_saw(execute: MakesExecution) -> None:
    execute(READERS, weighs=True)
    curve = curve_of("in_chunks")
    assert teeth(curve) == ITEMS / 2_500
    assert max(curve.high) > 64 << 10


def test_items_that_come_from_nowhere_are_counted_as_they_are_handed_over(execute: MakesExecution) -> None:
    execute(READERS, weighs=True)
    with memory_ceiling("64 KiB"):
        drain(learner("without_source")(30_000))
    assert [(each.along, each.at[-1]) for each in execution.current().drawing.curves] == [("items handed over", 29_952)]


def test_what_is_kept_is_the_last_point(execute: MakesExecution) -> None:
    execute(READERS, weighs=True)
    with retained_ceiling("64 KiB") as ceiling:
        learner("sum_of")(stream(range(5_000)))
    (curve,) = execution.current().drawing.curves
    assert (curve.what, curve.high[-1]) == ("memory kept", ceiling.measured)
    assert max(curve.high) > 10 * ceiling.measured


@pytest.mark.parametrize(
    "said", [[], [(0, 0, -1, 5)], [(0, 0, 1, 1 << 60)], [(0, 0, 1, 2)] * 100_000], ids=["none", "less", "more", "many"]
)
def test_a_curve_that_a_worker_makes_up_is_bounded(
    execute: MakesExecution, said: list[tuple[int, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    running = execute(READERS, weighs=True)
    own = running.service
    monkeypatch.setattr(
        running, "service", lambda what, *args: said if what is requests.TRACE_CURVE else own(what, *args)
    )
    with memory_ceiling("64 KiB"):
        drain(learner("lazily")(stream([1.0])))
    drawn = [len(each.at) for each in running.drawing.curves]
    assert drawn == ([MAX_POINTS] if len(said) > 1 else [])


def test_as_many_readings_are_kept_as_are_drawn() -> None:
    assert MAX_READINGS == MAX_POINTS


# Pulled and handed over


def stairs() -> Stairs:
    """The only staircase of the test."""
    drawing = execution.current().drawn
    assert drawing is not None
    (found,) = drawing.stairs
    return found


def test_a_generator_goes_up_step_by_step(execute: MakesExecution) -> None:
    execute(READERS)
    source = tripwire(range(100))
    results = learner("lazily")(source)
    for _ in range(3):
        next(results)
    assert stairs() == Stairs("items handed over", [0, 0, 1, 2, 3], [0, 1, 2, 3, 3])
    assert source.pulled == stairs().pulled[-1]


def test_a_list_goes_up_before_the_first_item(execute: MakesExecution) -> None:
    execute(READERS)
    results = learner("at_once")(tripwire(range(1_000)))
    next(results)
    found = stairs()
    assert (found.at[-2:], found.pulled[-1]) == ([0, 1], 1_000)
    assert len(found.at) <= MAX_POINTS + 1


def test_calls_count_where_nothing_is_handed_over(execute: MakesExecution) -> None:
    execute(READERS)
    learner("twice")(overlapping(lambda item: item), tripwire(range(2)))
    assert stairs() == Stairs("calls made", [0, 0, 1, 2], [0, 1, 2, 2])


def test_what_is_used_up_in_the_worker_is_not_drawn(execute: MakesExecution) -> None:
    execute(READERS)
    drain(learner("lazily")(tripwire(range(5))))
    assert execution.current().drawn is None


# Who worked when


def test_calls_one_after_another_have_one_lane(execute: MakesExecution) -> None:
    execute(READERS)
    learner("twice")(overlapping(lambda item: item), [1, 2, 3])
    drawing = execution.current().drawn
    assert drawing is not None
    assert [(each.what, list(map(len, each.lanes))) for each in drawing.timelines] == [("call in flight", [3])]


@needs_shared_memory
def test_processes_have_a_lane_each(execute: MakesExecution) -> None:
    execute(POOLED, rights=["processes"], test_file=HERE)
    with contextlib.suppress(Over), parallel_work(burn, workers=2, items=range(6)) as work:  # whatever the shares are
        learner("square_all")(list(range(6)), work.fn)
    (timeline,) = execution.current().drawing.timelines
    assert isinstance(timeline, Timeline)
    assert (timeline.what, len(timeline.lanes)) == ("process", 2)
    every = [moment for lane in timeline.lanes for span in lane for moment in span]
    assert 0 <= min(every) < max(every) <= timeline.wall
    assert timeline.work > 0.1


# Who holds it


@probe
class Tile:
    """What is kept."""


KEEPER = """
class Cache:
    def __init__(self):
        self.kept = {}
    def make(self, kind):
        self.kept["last"] = kind()
"""


def test_the_keepers_are_a_chain(execute: MakesExecution) -> None:
    running = execute(KEEPER, test_file=Path(__file__))
    cache = learner("Cache")()
    with lives(Tile) as tiles:
        cache.make(Tile)
        with pytest.raises(Over) as caught:
            tiles.at_most(0, "tiles alive")
    chains = running.drawing.keepers
    assert chains[0][0] == "a dict, under 'last'"
    assert len(chains[0]) > 1
    assert ", kept by ".join(chains[0]) in caught.value.detail
