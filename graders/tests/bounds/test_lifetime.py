from __future__ import annotations

from pathlib import Path

import pytest

from graders.bounds.laziness import drain
from graders.bounds.lifetime import lives
from graders.model.report import Over
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner, measured, over
from graders.workers.probes import probe

HERE = Path(__file__)


@probe
class Tile:
    """A tile of a map."""

    def __init__(self, number: int) -> None:
        self.number = number


@probe
def tiles(count):  # type: ignore[no-untyped-def]
    """Tiles, each made when it is asked for."""
    for number in range(count):
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


def test_objects_that_are_let_go_keep_the_bound(execute: MakesExecution) -> None:
    execute(FORGETS, test_file=HERE)
    with lives(Tile) as alive:
        drain(learner("numbers")(tiles(50)))
        assert (alive.alive, alive.made) == (0, 50)
        alive.at_most(0, "tiles alive")
    assert alive.high <= 2
    assert alive.collections == 0
    assert measured() == [("tiles alive", 0, 0)]


def test_objects_that_are_kept_break_it_and_their_keeper_is_named(execute: MakesExecution) -> None:
    execute(KEEPS, test_file=HERE)
    with lives(Tile) as alive:
        drain(learner("numbers")(tiles(50)))
        with pytest.raises(Over) as caught:
            alive.at_most(0, "tiles alive")
    assert caught.value.message == "tiles alive: 50, at most 0 allowed"
    assert "One of them is kept by:\n  a dict, under '0'" in caught.value.detail
    assert (alive.high, alive.alive) == (50, 50)


def test_who_keeps_the_oldest_of_too_many_is_looked_up_at_that_moment(execute: MakesExecution) -> None:
    execute(FORGETS, test_file=HERE)
    with lives(Tile, at_once=1) as alive:
        drain(learner("numbers")(tiles(5)))
        with pytest.raises(Over) as caught:
            alive.at_once("tiles alive at once")
    assert caught.value.message == "tiles alive at once: 2, at most 1 allowed"
    assert "One of them is kept by:\n  the local name 'tile' of" in caught.value.detail


def test_as_many_as_may_be_alive_at_once_keep_the_bound(execute: MakesExecution) -> None:
    execute(FORGETS, test_file=HERE)
    with lives(Tile, at_once=2) as alive:
        drain(learner("numbers")(tiles(5)))
        alive.at_once("tiles alive at once")
    assert measured() == [("tiles alive at once", 2, 2)]


def test_nothing_more_is_said_where_no_keeper_is_left(execute: MakesExecution) -> None:
    execute(FORGETS, test_file=HERE)
    with lives(Tile) as alive, pytest.raises(Over) as caught:
        alive.at_most(-1, "tiles alive")
    assert caught.value.detail == ""


def test_a_run_of_the_collector_is_no_way_to_let_go(execute: MakesExecution) -> None:
    execute(
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


def test_a_test_that_raises_in_the_block_takes_no_last_count(execute: MakesExecution) -> None:
    execute(FORGETS, test_file=HERE)
    with pytest.raises(ZeroDivisionError), lives(Tile) as alive:
        raise ZeroDivisionError
    assert alive.made == 0  # asked of the worker, which counts on
