from __future__ import annotations

import pytest

from graders.bounds.calls import counted
from graders.bounds.count import at_most
from graders.model.report import Over
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner, over

FRUGAL = "def best(hits, score): return max(hits, key=score)"
WASTEFUL = "def best(hits, score): return [hit for hit in hits if score(hit) == max(map(score, hits))][0]"


def test_one_call_an_item_keeps_the_bound(execute: MakesExecution) -> None:
    execute(FRUGAL)
    score = counted(lambda hit: hit % 7)
    assert learner("best")([3, 6, 8], score) == 6
    at_most(score.calls, 3, "calls")
    assert score.args == [(3,), (6,), (8,)]


def test_calls_that_repeat_break_the_bound(execute: MakesExecution) -> None:
    execute(WASTEFUL)
    score = counted(lambda hit: hit % 7)
    assert learner("best")([3, 6, 8], score) == 6
    assert over(lambda: at_most(score.calls, 3, "calls")).value == 12


def test_a_call_that_raises_is_counted(execute: MakesExecution) -> None:
    execute(FRUGAL)
    score = counted(lambda hit: 1 // hit)
    with pytest.raises(ZeroDivisionError):
        learner("best")([0], score)
    assert score.calls == 1


def test_the_learner_cannot_read_or_change_the_count(execute: MakesExecution) -> None:
    execute(
        """
        def peek(score): return hasattr(score, "calls"), hasattr(score, "args")
        def forge(score): score.calls = 0
        """
    )
    score = counted(lambda hit: hit)
    assert learner("peek")(score) == (False, False)
    score(1)
    with pytest.raises(AttributeError):
        learner("forge")(score)
    assert score.calls == 1


def test_the_call_that_is_over_ends_the_test(execute: MakesExecution) -> None:
    execute("def best(hits, score):\n    while True:\n        try: score(hits[0])\n        except BaseException: pass")
    score = counted(lambda hit: hit, most=3, what="calls of score")
    with pytest.raises(Over, match=r"^calls of score: 4, at most 3 allowed; the test ended there$"):
        learner("best")([3], score)
    assert score.calls == 4
