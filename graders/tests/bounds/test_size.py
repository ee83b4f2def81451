from __future__ import annotations

import re

import pytest

from graders.bounds.count import at_most
from graders.bounds.size import collector_pause, deep_size, tracked_objects
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner, over

POINTS = """
import array
class Slim:
    __slots__ = ("x",)
    def __init__(self, x): self.x = x
class Wide:
    def __init__(self, x): self.x, self.label = x, "point %d" % x
def slim(): return Slim(1_000_003)
def wide(): return Wide(1_000_003)
kept = []
def keep(count): kept.extend([number] for number in range(count))
def pack(count): kept.append(array.array("q", range(count)))
"""


def test_a_slim_object_weighs_less_than_a_wide_one(execute: MakesExecution) -> None:
    execute(POINTS)
    slim, wide = deep_size(learner("slim")()), deep_size(learner("wide")())
    at_most(slim, 120, "bytes")
    assert over(lambda: at_most(wide, 120, "bytes")).value == wide


def test_an_object_reached_twice_weighs_once(execute: MakesExecution) -> None:
    execute("class Box: pass\nbig, box = bytes(100_000), Box()\nbox.items = [big, big]\ndef boxed(): return box")
    assert 100_000 < deep_size(learner("boxed")()) < 105_000


def test_tracked_objects_grow_by_what_the_collector_must_walk(execute: MakesExecution) -> None:
    execute(POINTS)
    learner("pack")(5_000)
    before = tracked_objects()
    learner("pack")(5_000)
    packed = tracked_objects()
    learner("keep")(5_000)
    at_most(packed - before, 100, "objects tracked")
    assert over(lambda: at_most(tracked_objects() - packed, 100, "objects tracked")).value >= 5_000


def test_a_pause_is_shown_and_holds_nothing(execute: MakesExecution, monkeypatch: pytest.MonkeyPatch) -> None:
    running = execute(POINTS)
    with collector_pause("the points"):
        learner("keep")(100)
    (note,) = running.notes
    took = r"(under )?[\d.]+ m?s"
    said = rf"a full run of the garbage collector takes {took} without the points and {took} with it \(not judged\)"
    assert re.fullmatch(said, note)
    assert not running.measures
    assert not running.by_word
    answers = iter([99_999, 1_230_000_000])
    monkeypatch.setattr(running, "service", lambda service: next(answers))
    with collector_pause("the points"):
        pass
    assert "takes under 0.1 ms without the points and 1.2 s with it" in running.notes[1]


def test_sizes_are_by_the_workers_word(execute: MakesExecution) -> None:
    running = execute(POINTS)
    tracked_objects()
    deep_size(learner("slim")())
    assert list(running.by_word) == [
        "the collector's lists are the interpreter's own",
        "what an object reaches, only its own interpreter knows",
    ]
