from __future__ import annotations

import pytest

from graders.bounds.count import at_most
from graders.bounds.laziness import drain, stream, tripwire
from graders.model.report import Over
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner, over

LAZY = "def doubled(items):\n    for item in items: yield 2 * item"
EAGER = "def doubled(items): return iter([2 * item for item in items])"


def test_a_lazy_reader_takes_one_item_for_one_answer(execute: MakesExecution) -> None:
    execute(LAZY)
    source = tripwire(range(100))
    doubled = learner("doubled")(source)
    at_most(source.pulled, 0, "items")
    assert (next(doubled), next(doubled)) == (0, 2)
    at_most(source.pulled, 2, "items")
    assert not source.ended


def test_a_reader_that_reads_ahead_trips(execute: MakesExecution) -> None:
    execute(EAGER)
    source = tripwire(range(100))
    learner("doubled")(source)
    assert over(lambda: at_most(source.pulled, 0, "items")).value == 100
    assert source.ended


def test_the_learner_cannot_read_the_count(execute: MakesExecution) -> None:
    execute("def peek(source): return hasattr(source, 'pulled'), hasattr(source, '_items')")
    assert learner("peek")(tripwire([1])) == (False, False)


def test_a_stream_crosses_whole(execute: MakesExecution) -> None:
    execute("total = sum")
    assert learner("total")(stream(range(5_000))) == sum(range(5_000))


def test_an_empty_stream_has_no_items(execute: MakesExecution) -> None:
    execute("counted = list")
    assert learner("counted")(stream([])) == []


def test_drain_counts_and_brings_back_the_items_asked_for(execute: MakesExecution) -> None:
    execute(LAZY)
    drained = drain(learner("doubled")(stream(range(1_000))), at=[7, 0, 999, 7])
    assert drained.count == 1_000
    assert drained.items == {0: 0, 7: 14, 999: 1998}


def test_drain_brings_back_no_item_that_is_not_there(execute: MakesExecution) -> None:
    execute(LAZY)
    drained = drain(learner("doubled")([5]), at=[0, 1, 40])
    assert (drained.count, drained.items) == (1, {0: 10})


def test_a_reader_that_reads_on_ends_the_test_at_the_item_that_is_over(execute: MakesExecution) -> None:
    execute("def doubled(items):\n    try: list(items)\n    finally:\n        while True: pass")
    source = tripwire(iter(int, 1), most=3, what="readings for one mean")
    with pytest.raises(Over, match=r"^readings for one mean: 4, at most 3 allowed; the test ended there$"):
        learner("doubled")(source)
    assert source.pulled == 4
