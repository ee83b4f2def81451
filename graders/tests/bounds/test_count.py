from __future__ import annotations

from typing import Any

import pytest

from graders.bounds.count import at_least, at_most, ends_above, exactly, hold, said
from graders.model.report import Failed, Measure, Over
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner, measured, over


def test_a_bound_that_is_kept_is_recorded(execute: MakesExecution) -> None:
    execute("pass")
    at_most(3, 3, "readings pulled")
    at_least(4, 3, "fetches in flight")
    exactly(5, 5, "calls")
    assert measured() == [("readings pulled", 3, 3), ("fetches in flight", 4, 3), ("calls", 5, 5)]


@pytest.mark.parametrize(("word", "value"), [(at_most, 4), (at_least, 2), (exactly, 4), (exactly, 2)])
def test_a_bound_that_is_broken_ends_the_test_and_is_recorded(execute: MakesExecution, word: Any, value: float) -> None:
    execute("pass")
    assert over(lambda: word(value, 3, "calls")).value == value
    assert measured() == [("calls", value, 3)]


def test_the_message_has_the_number_and_the_bound(execute: MakesExecution) -> None:
    execute("pass")
    with pytest.raises(Over, match=r"^readings pulled: 1,000, at most 100 allowed$"):
        at_most(1_000, 100, "readings pulled")
    assert said(Measure("fetches in flight", 1, 4, "at least")) == "fetches in flight: 1, at least 4 needed"


def test_a_measure_says_whether_it_has_noise(execute: MakesExecution) -> None:
    running = execute("pass")
    at_most(1, 2, "seconds", unit="seconds", exact=False)
    assert not running.measures[0].exact
    assert running.measures[0].unit == "seconds"


def test_advice_and_the_wish_for_another_run_go_with_the_verdict(execute: MakesExecution) -> None:
    execute("pass")
    with pytest.raises(Over) as caught:
        hold(Measure("calls", 2, 1), advice="Ask once.", retry=True)
    assert (caught.value.advice, caught.value.retry) == ("Ask once.", True)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 10**400, "3", None], ids=lambda value: str(value)[:4])
def test_what_is_no_number_keeps_no_bound(execute: MakesExecution, value: Any) -> None:
    execute("pass")
    with pytest.raises(Failed, match="no number"):
        at_most(value, 3, "calls")
    assert measured() == []


def test_an_object_of_the_learner_cannot_claim_to_keep_a_bound(execute: MakesExecution) -> None:
    execute("class Small:\n    def __le__(self, other): return True\ndef count(): return Small()")
    with pytest.raises(Failed, match="no number"):
        at_most(learner("count")(), 3, "calls")


def test_a_count_that_grows_ends_the_test_once_it_is_over(execute: MakesExecution) -> None:
    execute("pass")
    ends_above(3, 3, "calls")
    assert measured() == []
    with pytest.raises(Over, match=r"^calls: 4, at most 3 allowed; the test ended there$") as caught:
        ends_above(4, 3, "calls", advice="Call less.")
    assert caught.value.advice == "Call less."
    assert measured() == [("calls", 4, 3)]


def test_a_count_with_noise_is_over_at_its_margin(execute: MakesExecution) -> None:
    execute("pass")
    ends_above(6, 3, "bytes", exact=False)
    assert over(lambda: ends_above(7, 3, "bytes", exact=False)).margin < 0.5
