from __future__ import annotations

import gc
import time
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest

from graders.workers.inside import meters


class Tile:
    def __init__(self, place: int = 0) -> None:
        self.place = place
        self.friend: Any = None


class Bare:
    pass


@pytest.fixture
def trace() -> Iterator[meters.Trace]:
    trace = meters.Trace()
    yield trace
    if tracemalloc.is_tracing():
        tracemalloc.stop()


@pytest.fixture
def census() -> Iterator[meters.Census]:
    census = meters.Census(Tile)
    yield census
    if not gc.isenabled():
        census.stop()


# Readings


def test_readings_are_kept_in_their_order() -> None:
    readings = meters.Readings()
    readings.note(100, 150)
    readings.take(256)
    readings.give(3)
    readings.note(90, 130)
    assert readings.over(base=80, more=5) == [[0, 0, 25, 75], [256, 3, 15, 55]]


def test_what_is_below_the_base_is_nothing() -> None:
    readings = meters.Readings()
    readings.note(10, 20)
    assert readings.over(base=15, more=0) == [[0, 0, 0, 5]]


@pytest.mark.parametrize("count", [meters.MAX_READINGS, meters.MAX_READINGS + 1, 1_000, 100_000])
def test_many_readings_keep_their_extremes(count: int) -> None:
    readings = meters.Readings()
    for place in range(count):
        readings.take(1)
        readings.note(1_000 if place != count // 3 else 1, 1_000 if place != count // 2 else 9_000)
    rows = readings.over(0, 0)
    assert meters.MAX_READINGS // 2 <= len(rows) <= meters.MAX_READINGS
    assert (min(row[2] for row in rows), max(row[3] for row in rows)) == (1, 9_000)
    assert [row[0] for row in rows] == sorted({row[0] for row in rows})
    assert rows[-1][0] == count
    (highest,) = [row[0] for row in rows if row[3] == 9_000]
    assert highest == pytest.approx(count // 2, abs=2 * count / len(rows) + 1)


def test_a_new_trace_begins_its_readings_anew(trace: meters.Trace) -> None:
    for _ in range(2):
        trace.start()
        trace.enter()
        trace.took(7)
        trace.gave(2)
        trace.leave()
        peak = trace.stop()["peak"]
        assert [row[:2] for row in trace.curve()] == [[7, 2], [7, 2]]
        assert max(row[3] for row in trace.curve()) == peak


def test_readings_take_no_memory_that_is_measured(trace: meters.Trace) -> None:
    trace.start()
    trace.enter()
    for _ in range(5_000):
        trace.gave(1)
    trace.leave()
    assert trace.stop()["kept"] < 512


def test_without_a_trace_nothing_is_counted(trace: meters.Trace) -> None:
    trace.took(1)
    trace.gave(1)
    assert trace.curve() == []


# Trace


def test_the_peak_is_that_of_the_learner_s_stretches(trace: meters.Trace) -> None:
    trace.start()
    trace.enter()
    bytes(3 << 20)
    trace.leave()
    bytes(9 << 20)
    measured = trace.stop()
    assert 3 << 20 <= measured["peak"] < 4 << 20
    assert measured["kept"] < 1 << 20


def test_what_the_shim_takes_between_two_stretches_does_not_count(trace: meters.Trace) -> None:
    trace.start()
    trace.enter()
    trace.leave()
    bytes(9 << 20)
    trace.enter()
    bytes(1 << 20)
    trace.leave()
    assert trace.stop()["peak"] < 2 << 20


def test_a_stretch_within_a_stretch_counts_once(trace: meters.Trace) -> None:
    trace.start()
    trace.enter()
    block = bytes(2 << 20)
    trace.enter()
    del block
    trace.leave()
    bytes(1 << 20)
    trace.leave()
    assert 2 << 20 <= trace.stop()["peak"] < 3 << 20


def test_what_is_still_held_counts_as_kept(trace: meters.Trace) -> None:
    trace.start()
    trace.enter()
    kept = bytearray(2 << 20)
    trace.leave()
    assert trace.stop()["kept"] >= len(kept)


def test_a_meter_that_is_off_counts_nothing(trace: meters.Trace) -> None:
    trace.enter()
    trace.leave()
    trace.start()
    assert trace.stop()["peak"] == 0
    assert not tracemalloc.is_tracing()


def test_a_trace_can_begin_while_memory_is_traced_already(trace: meters.Trace) -> None:
    tracemalloc.start()
    trace.start()
    assert trace.on
    assert trace.stop()["kept"] < 1024


# Census


def test_a_census_counts_lives(census: meters.Census) -> None:
    tiles = [Tile(place) for place in range(3)]
    del tiles[1:]
    Tile()
    assert census.count() == {"alive": 1, "collections": 0}
    assert tiles[0].place == 0


def test_a_census_leaves_the_class_as_it_is(census: meters.Census) -> None:
    before = dict(vars(Tile))
    census.stop()
    assert dict(vars(Tile)) == before
    assert gc.isenabled()


def test_the_collector_is_off_and_its_runs_are_counted(census: meters.Census) -> None:
    tile = Tile()
    tile.friend = tile
    del tile
    assert census.count()["alive"] == 1
    gc.collect()
    assert census.count() == {"alive": 0, "collections": 1}


def test_nothing_alive_has_no_keepers(census: meters.Census) -> None:
    Tile()
    assert census.referrers() == []


def test_the_keepers_of_the_oldest_are_told(census: meters.Census) -> None:
    first, second = {"first": Tile(1)}, {"second": Tile(2)}
    assert [told.split(",")[:2] for told in census.referrers()] == [["a dict", " under 'first'"]]
    assert first
    assert second


# Sizes


def test_a_deep_size_counts_each_object_once() -> None:
    text = "x" * 1000
    one, two = meters.deep_size([text]), meters.deep_size([text, text])
    assert 1000 < one < 1300
    assert two - one == 8


def test_a_deep_size_reaches_into_objects_and_stops_at_classes() -> None:
    tile = Tile()
    tile.friend = ["x" * 10_000]
    assert 10_000 < meters.deep_size(tile) < 12_000
    assert meters.deep_size(Tile) == 0


def test_a_ring_has_a_size() -> None:
    ring: list[Any] = []
    ring.append(ring)
    assert 0 < meters.deep_size(ring) < 200


def test_tracked_objects_rise_with_what_the_collector_walks() -> None:
    before = meters.tracked_objects()
    kept = [[] for _ in range(500)]  # type: ignore[var-annotated]
    assert 500 <= meters.tracked_objects() - before <= 520
    assert len(kept) == 500


def test_a_full_collection_is_the_shortest_of_three(monkeypatch: pytest.MonkeyPatch) -> None:
    runs, clock = [], iter([0, 9_000, 10_000, 14_000, 20_000, 27_000])
    monkeypatch.setattr(gc, "collect", lambda: runs.append("full"))
    monkeypatch.setattr(time, "process_time_ns", lambda: next(clock))
    assert meters.full_collection() == 4_000
    assert runs == ["full"] * 3


# What is made at import


def imported(trace: meters.Trace, text: str) -> dict[str, Any]:
    """A module of this text, made while its memory is noted."""
    module: dict[str, Any] = {}
    with trace.importing("kata.py"):
        exec(compile(text, "kata.py", "exec"), module)
    return module


def test_tables_that_are_made_at_import_are_noted(trace: meters.Trace) -> None:
    kept = imported(trace, "table = bytes(1 << 20)\n")
    assert len(kept["table"]) <= trace.imported + meters.MODULE_BYTES < 1 << 21
    assert not tracemalloc.is_tracing()


def test_what_is_made_at_import_and_let_go_is_not_noted(trace: meters.Trace) -> None:
    imported(trace, "table = bytes(1 << 20)\ndel table\ndef total(): pass\n")
    assert trace.imported == 0


def test_what_other_files_take_at_import_is_not_noted(trace: meters.Trace) -> None:
    kept = []
    with trace.importing("kata.py"):
        kept.append(bytes(1 << 20))
    assert trace.imported == 0


def test_an_import_that_fails_leaves_nothing_traced(trace: meters.Trace) -> None:
    with pytest.raises(ZeroDivisionError):
        imported(trace, "table = bytes(1 << 20)\n1 / 0\n")
    assert not tracemalloc.is_tracing()
    assert trace.imported == 0


def test_what_was_made_at_import_counts_as_peak_and_as_kept(trace: meters.Trace) -> None:
    trace.imported = 1000
    trace.start()
    found = trace.stop()
    assert found["peak"] >= 1000
    assert found["kept"] >= 1000


# Two censuses at once


def test_the_collector_stays_off_until_the_last_census_is_over(census: meters.Census) -> None:
    other = meters.Census(Bare)
    tiles, bare = [Tile(), Tile()], Bare()
    assert (census.count()["alive"], other.count()["alive"]) == (len(tiles), 1)
    assert bare
    other.stop()
    assert not gc.isenabled()
    census.stop()
    assert gc.isenabled()
    assert meters.Census.running == []
