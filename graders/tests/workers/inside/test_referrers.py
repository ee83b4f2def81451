from __future__ import annotations

import functools
import sys
import types
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from graders.workers.inside import meters, referrers


class Tile:
    """What is kept."""


class Slotted:
    __slots__ = ("tile",)


class Album:
    def __init__(self) -> None:
        self.pages: dict[str, Any] = {}

    def look(self) -> None:
        return None


def told(make: Callable[[], Any]) -> list[str]:
    """Who keeps the tile that is made in this call."""
    census = meters.Census(Tile)
    try:
        kept = make()
        assert kept is not None
        return [each.replace(", kept by the local name 'kept' of told", "") for each in census.referrers()]
    finally:
        census.stop()


def closed_over() -> Any:
    tile = Tile()

    def look() -> Any:
        return tile

    return look


def collected() -> Any:
    tiles = [Tile()]
    return lambda: tiles


def walking() -> Any:
    def walk() -> Iterator[None]:
        tile = Tile()
        yield
        assert tile

    walked = walk()
    next(walked)
    return walked


def filed() -> Album:
    album = Album()
    album.pages["corner"] = (Tile(),)
    return album


def slotted() -> Slotted:
    made = Slotted()
    made.tile = Tile()  # type: ignore[attr-defined]
    return made


def cached() -> Any:
    @functools.lru_cache
    def total(tile: Tile, region: str) -> int:
        return 1

    total(Tile(), "north")
    return total


class Nameless:
    """A callable without a name, as a test's own may be."""

    def __call__(self, *args: Any) -> int:
        return 1


def cached_without_a_name() -> Any:
    total = functools.lru_cache(Nameless())
    total(Tile(), "north")
    return total


def bound_without_a_name() -> Any:
    return [types.MethodType(Nameless(), Tile())]


def failed() -> Any:
    def read_page() -> None:
        tile = Tile()
        raise ValueError(id(tile))

    errors = {}
    try:
        read_page()
    except ValueError as error:
        errors["last"] = error
    return errors


def bound() -> Any:
    class Bound(Tile):
        def look(self) -> None:
            return None

    return [Bound().look]


WAYS = {
    "a dict, under 'corner'": lambda: {"corner": Tile()},
    "a dict, as a key": lambda: {Tile(): 1},
    "a dict, as a value": lambda: {(1, 2): Tile()},
    "a list": lambda: [Tile()],
    "a tuple, kept by a deque": lambda: deque([(Tile(),)]),
    "a tuple, kept by a partial": lambda: functools.partial(print, Tile()),
    "the closure of closed_over.<locals>.look": closed_over,
    "a list, kept by the closure of collected.<locals>.<lambda>": collected,
    "a list, kept by the method append": lambda: [Tile()].append,
    "the closure of a function": lambda: types.CellType(Tile()),
    "the local name 'tile' of the generator walking.<locals>.walk": walking,
    "a tuple, kept by a dict, under 'corner', kept by the attribute 'pages' of a Album": filed,
    "the attribute 'tile' of a Slotted": slotted,
    "a tuple, kept by the cache of cached.<locals>.total": cached,
    "a tuple, kept by the cache of a _lru_cache_wrapper": cached_without_a_name,
    "the bound method a Nameless, kept by a list": bound_without_a_name,
    "the local name 'tile' of failed.<locals>.read_page, kept by the traceback of a ValueError": failed,
    "the bound method bound.<locals>.Bound.look, kept by a list": bound,
}


@pytest.mark.parametrize("words", WAYS)
def test_a_chain_leads_up_to_something_with_a_name(words: str) -> None:
    assert any(each.startswith(words) for each in told(WAYS[words])), told(WAYS[words])


def test_a_name_of_the_module_is_told() -> None:
    module = types.ModuleType("learners")
    module.__dict__["kept"] = target = Tile()
    assert "the name 'kept' of the module" in referrers.referrers(target)


def test_a_class_and_a_default_are_told() -> None:
    class Shop:
        tile = Tile()

    def sell(tile: Any = Shop.tile) -> None:
        return None

    found = referrers.referrers(Shop.tile)
    assert any("Shop" in each for each in found)
    assert any("the function" in each and "sell" in each for each in found)


def test_a_function_that_runs_is_told_by_its_local_name() -> None:
    def load(album: list[Tile]) -> list[str]:
        old = album.pop()
        return referrers.referrers(old)

    assert load([Tile()]) == [f"the local name 'old' of {load.__qualname__}"]


def test_a_container_that_a_running_generator_names_is_told() -> None:
    def walk() -> Iterator[list[str]]:
        tiles = [Tile()]
        yield referrers.referrers(tiles[0])

    assert next(walk())[0].startswith("a list, kept by the local name 'tiles' of the generator")


def test_the_names_of_a_class_body_stay_as_they_are() -> None:
    """They are a dict that the program goes on with, not a copy."""
    frames: list[Any] = []

    class Shop:
        tile = Tile()
        frames.append(sys._getframe())
        looked = referrers._local(frames[0], tile)
        after = tile

    assert Shop.looked == ""
    assert Shop.after is Shop.tile


def test_equal_holders_are_told_once() -> None:
    tile = Tile()
    lists = [[tile], [tile], [tile]]
    assert len([each for each in referrers.referrers(tile) if each.startswith("a list")]) == 1
    assert len(lists) == 3


def test_a_cycle_comes_to_an_end() -> None:
    tile: Any = [[]]
    tile[0].append(tile)
    assert all(len(each.split(", kept by ")) <= referrers.MAX_LINKS for each in referrers.referrers(tile[0]))


def test_a_traceback_without_its_error_is_told_by_its_kind() -> None:
    def read_page() -> None:
        tile = Tile()
        raise ValueError(id(tile))

    try:
        read_page()
    except ValueError as error:
        traceback = error.__traceback__
    assert traceback is not None
    frame: Any = traceback.tb_next.tb_frame if traceback.tb_next else None
    found = referrers.referrers(frame.f_locals["tile"])
    assert any("read_page" in each and "kept by a traceback" in each for each in found)


def test_the_workers_own_tables_stand_for_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Album, "__module__", f"{referrers.PACKAGE}objects")
    album = Album()
    album.pages["1"] = target = Tile()
    assert f"a dict, under '1', kept by {referrers.TEST}" in referrers.referrers(target)


def test_an_object_that_refuses_to_be_looked_at_is_told_by_its_kind() -> None:
    class Shy:
        def __init__(self, tile: Tile) -> None:
            self.tile = tile

        def __getattribute__(self, name: str) -> Any:
            raise RuntimeError(name)

    tile = Tile()
    shy = Shy(tile)
    mine = "the local name 'tile' of test_an_object_that_refuses_to_be_looked_at_is_told_by_its_kind"
    assert referrers.referrers(tile) == ["the attribute 'tile' of a Shy", mine]
    assert type(shy) is Shy
