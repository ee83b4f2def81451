from __future__ import annotations

import pickle
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

import pytest

from graders.workers.inside.objects import Exports, Imports, Proxy, ReturnedRef, TypeTable, emptied


class Peer:
    """The other side, as far as proxies need it."""

    def __init__(self) -> None:
        self.imports = Imports(self)
        self.imports.learn(0, "Box", ["__len__"])
        self.asked: list[Any] = []

    def ask(self, verb: str, target: Proxy, args: tuple[Any, ...], kwargs: dict[str, Any]) -> int:
        self.asked.append((verb, args, kwargs))
        return 7


@pytest.fixture
def peer() -> Peer:
    return Peer()


def at_once(call: Callable[[], object]) -> None:
    threads = [threading.Thread(target=call) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_an_object_keeps_its_number_while_it_is_held() -> None:
    exports, box, other = Exports(), object(), object()
    number = exports.give(box)
    assert exports.give(other) != number
    assert exports.give(box) == number
    assert exports.get(number) is box


def test_an_object_goes_when_it_is_released_as_often_as_it_was_given() -> None:
    exports, box = Exports(), object()
    number = exports.give(box)
    exports.give(box)
    exports.release(number, 1)
    assert exports.get(number) is box
    exports.release(number, 1)
    with pytest.raises(KeyError):
        exports.get(number)
    assert exports.give(box) != number


@pytest.mark.parametrize(("number", "count"), [(99, 1), (-1, 1), (0, 5)])
def test_releasing_what_nobody_holds_does_nothing(number: int, count: int) -> None:
    exports, box = Exports(), object()
    held = exports.give(box)
    exports.release(number, count)
    assert exports.get(held) is box


def test_equal_objects_have_numbers_of_their_own() -> None:
    exports, first, second = Exports(), [1], [1]
    assert exports.give(first) != exports.give(second)


def test_threads_count_every_gift() -> None:
    exports, box = Exports(), object()
    at_once(lambda: [exports.give(box) for _ in range(100)] and None)
    number = exports.give(box)
    exports.release(number, 800)
    assert exports.get(number) is box
    exports.release(number, 1)
    with pytest.raises(KeyError):
        exports.get(number)


def test_a_kind_is_described_once() -> None:
    kinds = TypeTable()
    assert [kinds.number(dict), kinds.number(object), kinds.number(dict)] == [0, 1, 0]
    assert [(number, name) for number, name, _ in kinds.unsent] == [(0, "dict"), (1, "object")]


def test_a_kind_can_be_described_by_fewer_specials() -> None:
    kinds = TypeTable()
    kinds.number(dict, ["__len__"])
    assert list(kinds.unsent) == [[0, "dict", ["__len__"]]]


def test_threads_give_every_kind_a_number_of_its_own() -> None:
    kinds = TypeTable()
    at_once(lambda: [kinds.number(type(f"Kind{i}", (), {})) for i in range(50)] and None)
    assert [number for number, *_ in kinds.unsent] == list(range(400))


def test_a_stand_in_is_the_same_while_it_lives(peer: Peer) -> None:
    box = peer.imports.take(5, 0)
    assert peer.imports.take(5, 0) is box
    assert peer.imports.take(6, 0) is not box


def test_the_end_of_a_stand_in_is_told_with_the_times_that_it_came(peer: Peer) -> None:
    box = peer.imports.take(5, 0)
    assert peer.imports.take(5, 0) is box
    del box
    assert emptied(peer.imports.dead) == [[5, 2]]


def test_a_stand_in_of_an_unknown_kind_is_refused(peer: Peer) -> None:
    with pytest.raises(KeyError):
        peer.imports.take(5, 9)


def test_a_stand_in_asks_the_other_side(peer: Peer) -> None:
    box = peer.imports.take(5, 0)
    assert len(box) == 7
    assert box.width == 7
    assert peer.asked == [("__len__", (), {}), ("getattr", ("width",), {})]


def test_a_stand_in_has_no_private_attributes(peer: Peer) -> None:
    with pytest.raises(AttributeError):
        _ = peer.imports.take(5, 0)._secret
    assert peer.asked == []


def test_a_stand_in_equals_only_itself(peer: Peer) -> None:
    box, other = peer.imports.take(5, 0), peer.imports.take(6, 0)
    assert box == box
    assert box != other
    assert len({box, other}) == 2


def test_a_stand_in_cannot_be_pickled(peer: Peer) -> None:
    with pytest.raises(TypeError, match="cannot be sent to another process"):
        pickle.dumps(peer.imports.take(5, 0))


def test_the_form_of_a_stand_in_keeps_it(peer: Peer) -> None:
    form = ReturnedRef(peer.imports.take(5, 0))
    assert form == ["r", 5]
    assert not peer.imports.dead
    del form
    assert emptied(peer.imports.dead) == [[5, 1]]


def test_emptying_a_queue_takes_each_item_once() -> None:
    queue, taken = deque(range(4000)), []
    at_once(lambda: taken.extend(emptied(queue)))
    assert sorted(taken) == list(range(4000))
    assert emptied(queue) == []
