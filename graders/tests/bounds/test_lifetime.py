from __future__ import annotations

import dataclasses
import functools
from pathlib import Path

import pytest

from graders.bounds.laziness import drain
from graders.bounds.lifetime import lives
from graders.model.report import Failed, Fault, Over
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner, measured, over
from graders.workers import execution
from graders.workers.memory_reading import LAYER
from graders.workers.probes import probe
from graders.workers.spawners import ForkServer

HERE = Path(__file__)


@probe
class Tile:
    """A tile of a map."""

    def __init__(self, number: int) -> None:
        self.number = number


@probe
def tiles(numbers):  # type: ignore[no-untyped-def]
    """Tiles, each made when it is asked for."""
    for number in numbers:
        yield Tile(number)


FORGETS = """
def numbers(tiles):
    for tile in tiles: yield tile.number
"""
KEEPS = """
seen = {}
def numbers(tiles):
    for tile in tiles:
        seen[tile.number] = tile
        yield tile.number
"""


@pytest.fixture(params=["outside", "worker"])
def counts(request: pytest.FixtureRequest, execute: MakesExecution, spawner: ForkServer) -> MakesExecution:
    """Runs a learner's source whose objects are counted from outside, or by the worker itself."""
    if request.param == "outside":
        return execute
    made: MakesExecution = functools.partial(execute, spawner=Blind(spawner))
    return made


class Blind:
    """A spawner of workers whose memory is not read."""

    def __init__(self, spawner: ForkServer) -> None:
        self._spawner = spawner
        self.layers = [layer for layer in spawner.layers if layer != LAYER]

    def __getattr__(self, name: str) -> object:
        return getattr(self._spawner, name)


def test_objects_that_are_let_go_keep_the_bound(counts: MakesExecution) -> None:
    counts(FORGETS, test_file=HERE)
    with lives(Tile) as alive:
        drain(learner("numbers")(tiles(alive.births(range(50)))))
        assert (alive.alive, alive.made, alive.collections) == (0, 50, 0)
        alive.at_most(0, "tiles alive")
    assert measured() == [("tiles alive", 0, 0)]


def test_objects_that_are_kept_break_it_and_their_keeper_is_named(counts: MakesExecution) -> None:
    counts(KEEPS, test_file=HERE)
    with lives(Tile) as alive:
        drain(learner("numbers")(tiles(range(50))))
        with pytest.raises(Over) as caught:
            alive.at_most(0, "tiles alive")
    assert caught.value.message == "tiles alive: 50, at most 0 allowed"
    assert "One of them is kept by:\n  a dict, under '0'" in caught.value.detail
    assert alive.alive == 50


def test_who_keeps_the_oldest_of_too_many_is_looked_up_at_that_moment(counts: MakesExecution) -> None:
    counts(FORGETS, test_file=HERE)
    with lives(Tile, at_once=1) as alive, pytest.raises(Over) as caught:
        drain(learner("numbers")(tiles(alive.births(range(5)))))
    assert caught.value.message == "Tile objects alive at once: 2, at most 1 allowed; the test ended there"
    assert "One of them is kept by:\n  the local name 'tile' of" in caught.value.detail


def test_as_many_as_may_be_alive_at_once_keep_the_bound(counts: MakesExecution) -> None:
    counts(FORGETS, test_file=HERE)
    with lives(Tile, at_once=2) as alive:
        drain(learner("numbers")(tiles(alive.births(range(5)))))
        alive.at_once("tiles alive at once")
    assert measured() == [("tiles alive at once", 2, 2)]


def test_a_peak_of_many_is_seen_at_the_last_birth(execute: MakesExecution) -> None:
    execute(KEEPS, test_file=HERE)
    with lives(Tile, at_once=299) as alive:
        assert over(lambda: drain(learner("numbers")(tiles(alive.births(range(300)))))).value == 300
    assert (alive.high, alive.made) == (300, 300)


def test_one_too_many_at_once_ends_the_test_at_the_look_that_sees_it(execute: MakesExecution) -> None:
    execute(KEEPS, test_file=HERE)
    with lives(Tile, at_once=4) as alive:
        births = alive.births(range(300), at=[4])
        assert over(lambda: drain(learner("numbers")(tiles(births)))).value == 5
    assert alive.made == 5


def test_what_is_seen_at_the_end_only_is_over_too(execute: MakesExecution) -> None:
    execute("kept = []\ndef numbers(tiles): kept.extend(tiles); return range(5)", test_file=HERE)
    with lives(Tile, at_once=5) as alive:
        learner("numbers")(tiles(alive.births(range(5))))
        drain(learner("numbers")(tiles(range(2))))  # unseen
        assert over(lambda: alive.at_once("tiles alive at once")).value == 7


def test_the_looks_are_few_and_never_the_same(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []
    for seed in range(4):
        running = execute(FORGETS, test_file=HERE, seed=seed)
        with lives(Tile, at_once=1000) as alive:
            seen: list[int] = []
            monkeypatch.setattr(running, "alive", lambda kind, seen=seen, alive=alive: seen.append(alive.made) or 0)
            for _ in alive.births(range(2_000)):
                pass
        looks.append(seen)
    assert all(8 <= len(seen) <= 40 and seen[-1] == 2_000 for seen in looks)
    assert len({tuple(seen) for seen in looks}) == 4


def test_a_short_peak_is_seen_where_the_test_says(execute: MakesExecution) -> None:
    execute(
        """
        def numbers(tiles):
            kept = []
            for tile in tiles:
                kept.append(tile)
                if len(kept) > 20:
                    kept.clear()
                yield tile.number
        """,
        test_file=HERE,
    )
    with lives(Tile, at_once=4) as alive:
        assert over(lambda: drain(learner("numbers")(tiles(alive.births(range(300), at=[20]))))).value > 4
    assert alive.made <= 21


def test_a_peak_without_births_is_the_test_s_fault(execute: MakesExecution) -> None:
    execute(FORGETS, test_file=HERE)
    with lives(Tile, at_once=1) as alive:
        drain(learner("numbers")(tiles(range(5))))
        with pytest.raises(Fault, match="the judge saw no birth"):
            alive.at_once("tiles alive at once")


def test_a_peak_of_what_nobody_asked_for_fails(execute: MakesExecution) -> None:
    execute("def numbers(tiles): return range(5)", test_file=HERE)
    with lives(Tile, at_once=1) as alive:
        drain(learner("numbers")(tiles(alive.births(range(5)))))
        with pytest.raises(Failed, match="your code asked for none"):
            alive.at_once("tiles alive at once")


def test_what_the_test_holds_does_not_count(execute: MakesExecution) -> None:
    execute(KEEPS, test_file=HERE)
    mine = [Tile(1), Tile(2)]
    with lives(Tile, held=mine) as alive:
        drain(learner("numbers")(tiles(range(3))))
        assert alive.alive == 3


def test_what_was_made_before_the_block_counts(counts: MakesExecution) -> None:
    counts(KEEPS, test_file=HERE)
    drain(learner("numbers")(tiles(range(3))))
    with lives(Tile) as alive:
        assert alive.alive == 3


def test_nothing_more_is_said_where_no_keeper_is_left(counts: MakesExecution) -> None:
    counts(FORGETS, test_file=HERE)
    with lives(Tile) as alive, pytest.raises(Over) as caught:
        alive.at_most(-1, "tiles alive")
    assert caught.value.detail == ""


def test_a_run_of_the_collector_is_no_way_to_let_go(counts: MakesExecution) -> None:
    counts(
        """
        import gc
        def use(make):
            tile = make(1)
            tile.self = tile
            del tile
            gc.collect()
        """,
        test_file=HERE,
    )
    with lives(Tile) as alive:
        learner("use")(Tile)
        broken = over(lambda: alive.at_most(0, "tiles alive"))
    assert (broken.what, broken.value) == ("runs of the garbage collector", 1)


def test_a_run_of_the_collector_cannot_be_talked_away(execute: MakesExecution) -> None:
    execute(
        """
        import gc
        old = gc.get_stats()
        gc.get_stats = lambda: old
        def use(make):
            gc.freeze()
            gc.collect(0)
        """,
        test_file=HERE,
    )
    with lives(Tile) as alive:
        learner("use")(Tile)
        assert alive.collections == 1


def test_an_object_does_not_leave_its_class(execute: MakesExecution) -> None:
    execute(
        """
        class Other: pass
        def use(make):
            made = make(1)
            made.__class__ = Other
        def patch(make):
            type(make(1)).__del__ = print
        """,
        test_file=HERE,
    )
    for name in ("use", "patch"):
        with pytest.raises(TypeError):
            learner(name)(Tile)


def test_a_class_that_was_replaced_is_told(execute: MakesExecution) -> None:
    execute(
        """
        import sys
        class Tile: pass
        sys.modules["probes"].Tile = Tile
        """,
        test_file=HERE,
    )
    with pytest.raises(Failed, match="the test's class Tile was replaced"), lives(Tile):
        pass


def test_only_a_probe_s_class_can_be_counted(execute: MakesExecution) -> None:
    execute(FORGETS, test_file=HERE)
    with pytest.raises(Fault, match="tiles is no class marked @probe"), lives(tiles):
        pass


@pytest.mark.parametrize("own", [False, True])
def test_the_count_of_the_learner_s_own_class_rests_on_the_worker_s_word(counts: MakesExecution, own: bool) -> None:
    running = counts("class Tile: pass", test_file=HERE)
    with lives(learner("Tile") if own else Tile) as alive:
        assert not running.by_word
        made = [learner("Tile")() for _ in range(4)]
        assert alive.alive == (4 if own else 0)
        assert bool(running.by_word) is (own or LAYER not in running.spawner.layers)
        del made
        assert alive.alive == 0


def test_a_second_run_for_the_lines_counts_in_the_worker(execute: MakesExecution) -> None:
    running = execute(FORGETS, test_file=HERE)
    assert running.reads_memory()
    assert not dataclasses.replace(running, explaining=1).reads_memory()
    assert execution.current() is running


def test_a_test_that_raises_in_the_block_leaves_the_collector_off(execute: MakesExecution) -> None:
    execute("def is_on():\n    import gc\n    return gc.isenabled()", test_file=HERE)
    with pytest.raises(ZeroDivisionError), lives(Tile):
        raise ZeroDivisionError
    assert not learner("is_on")()
