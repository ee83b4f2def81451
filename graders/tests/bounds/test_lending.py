"""What becomes of a lent list or dict: read in the worker's memory, whatever the worker says."""

from __future__ import annotations

from typing import Any

import pytest

from graders.bounds.lending import as_it_was
from graders.model.report import Crashed, Failed
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner
from graders.workers import memory_reading, processes
from graders.workers.containers import Containers, Unlike, is_like
from graders.workers.spawners import FreshSpawner

KEPT = """
import copy, sys
def nothing(value): return None
def read(value): return sorted(value), list(value), copy.deepcopy(value), dict.fromkeys(range(1000)), hash(str(value))
def restore(value):
    before = list(value)
    value.sort(key=str)
    value[:] = before
def sort(value): value.sort(key=str)
def append(value): value.append(value[0])
def replace(value): value[0] = value[0] * 2
def nested(value): value[1]["b"] = 3
def moves(value): value[1]["a"] = value[1].pop("a")
def within(value): value.append(value)
def hide(frame, event, arg):
    if event == "return" and frame.f_code.co_name == "_perform":
        sys.setprofile(None)
        frame.f_back.f_locals["lent"].clear()
def hidden(value):
    sys.setprofile(hide)
    value.append(value[0])
"""

needs_reading = pytest.mark.skipif(not processes.watched(), reason="no memory to read here")


def lend_to(name: str) -> Any:
    value: Any = [70_000, {"b": 1, "a": [2.5, "x"]}, "z", "y"] if name != "read" else ["c", "a", "b"]
    with as_it_was(value):
        learner(name)(value)
    return value


@needs_reading
@pytest.mark.parametrize("name", ["nothing", "read", "restore"])
def test_who_reads_or_copies_has_left_it_as_it_was(execute: MakesExecution, name: str) -> None:
    running = execute(KEPT)
    lend_to(name)
    assert not running.by_word, "it was read from outside"


@needs_reading
@pytest.mark.parametrize("name", ["sort", "append", "replace", "nested", "moves", "within", "hidden"])
def test_who_changes_it_is_seen_whatever_the_worker_says(execute: MakesExecution, name: str) -> None:
    execute(KEPT)
    with pytest.raises(Failed, match="not as it was"):
        lend_to(name)


@needs_reading
def test_the_worker_alone_would_have_hidden_it(execute: MakesExecution) -> None:
    """The proof that ``hidden`` does what it is to prove: without the look from outside nothing shows."""
    execute(KEPT)
    value = [1, 2]
    learner("hidden")(value)
    assert value == [1, 2]


@needs_reading
def test_it_is_the_same_object_in_every_call(execute: MakesExecution) -> None:
    execute("seen = []\ndef see(value): seen.append(value); return seen[0] is value\n")
    value = [3, 1]
    with as_it_was(value):
        assert learner("see")(value) is True
        assert learner("see")(value) is True
        assert learner("see")([3, 1]) is False
    value.append(2)
    assert learner("see")(value) is False, "the test may change it again, so it is lent anew"


def test_the_tests_own_value_is_changed_as_ever(execute: MakesExecution) -> None:
    execute(KEPT)
    value: list[Any] = [2, 1]
    with pytest.raises(Failed), as_it_was(value):
        learner("sort")(value)
    assert value == [1, 2]


def test_where_no_memory_is_read_it_is_the_workers_word(
    execute: MakesExecution, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_reading, "reader", lambda spawner: memory_reading.Reader())
    running = execute(KEPT)
    lend_to("hidden")
    assert list(running.by_word) == ["nobody reads the worker's memory here, where lent values are"]


@needs_reading
def test_in_a_fresh_interpreter_it_is_read_too(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    running = execute(KEPT, spawner=FreshSpawner())
    assert running.reads_containers()
    with pytest.raises(Failed, match="not as it was"):
        lend_to("hidden")


@needs_reading
@pytest.mark.parametrize("there", ["another list", "a function", "nothing"])
def test_a_worker_that_keeps_something_else_is_found_out(execute: MakesExecution, there: str) -> None:
    running = execute(
        """
        import sys
        kept = [1]
        def lie(there):
            place = {"another list": id(kept), "a function": id(print), "nothing": 8}[there]
            frame = sys._getframe()
            while type(frame.f_locals.get("self")).__name__ != "Server":
                frame = frame.f_back
            table = frame.f_locals["self"]._services
            table["@lend"] = lambda value: {"number": 1, "address": place}
        """
    )
    learner("lie")(there)
    with pytest.raises(Crashed, match="something else|kept its memory"):
        running.lend([1, 2])


class Bytes:
    """A memory of which little is there."""

    def __init__(self, words: dict[int, bytes]) -> None:
        self._words = words

    def read(self, address: int, size: int) -> bytes:
        return self._words[address][:size].ljust(size, b"\0")


@pytest.mark.parametrize(
    "words",
    [
        {8: b""},
        {8: (0).to_bytes(8, "little") + (1).to_bytes(8, "little") + (1 << 60).to_bytes(8, "little")},
        {8: (0).to_bytes(8, "little") + (1).to_bytes(8, "little") + (-1).to_bytes(8, "little", signed=True)},
        {8: (0).to_bytes(8, "little") + (2).to_bytes(8, "little") + (7).to_bytes(8, "little"), 0: b"", 33: b""},
    ],
    ids=["another type", "endless", "below nothing", "fewer than it says"],
)
def test_what_cannot_be_a_list_or_dict_is_not_followed(words: dict[int, bytes]) -> None:
    with pytest.raises(Unlike):
        Containers(Bytes(words), {"list": 1, "dict": 2}).held(8)


@pytest.mark.parametrize(
    ("holding", "value", "alike"),
    [
        (("list", 1, 2), [7, 8], True),
        (("list", 1), [7, 8], False),
        ((), [7], False),
        (("list", 1, ("list",)), [7, 8], False),
        (("list", 1, 2), [7, []], False),
        (("dict", 1, ("list", 3)), {"a": [1]}, True),
        (("list", 1, 3), {"a": 1}, False),
    ],
)
def test_a_holding_is_like_a_value_of_the_same_form(holding: Any, value: Any, alike: bool) -> None:
    assert is_like(holding, value) is alike
