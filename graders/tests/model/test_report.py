from __future__ import annotations

import contextlib
import math

import pytest

from graders.model.report import (
    BROKEN,
    Failed,
    Fault,
    Frame,
    Measure,
    Outcome,
    Refused,
    Relation,
    Todo,
    Verdict,
)
from graders.tests.screens.samples import bare, exercise, report

NAN = float("nan")


@pytest.mark.parametrize(
    ("value", "relation", "held"),
    [
        (3, "at most", True),
        (4, "at most", True),
        (4.01, "at most", False),
        (5, "at least", True),
        (3, "at least", False),
        (4, "exactly", True),
        (3, "exactly", False),
        (NAN, "at most", False),
        (NAN, "at least", False),
        (NAN, "exactly", False),
    ],
)
def test_a_measure_knows_whether_it_keeps_its_bound(value: float, relation: Relation, held: bool) -> None:
    assert Measure("calls", value, 4, relation).held is held


@pytest.mark.parametrize(
    ("value", "bound", "relation", "margin"),
    [
        (2, 8, "at most", 4),
        (16, 8, "at most", 0.5),
        (16, 8, "at least", 2),
        (4, 8, "at least", 0.5),
        (0, 8, "at most", math.inf),
        (5, 0, "at most", 0),
        (0, 0, "at most", math.inf),
        (0, 0, "at least", math.inf),
        (0, -1, "at most", 0),
        (8, 8, "exactly", 1),
    ],
)
def test_the_margin_is_above_1_where_a_bound_is_kept(
    value: float, bound: float, relation: Relation, margin: float
) -> None:
    assert Measure("calls", value, bound, relation).margin == margin


@pytest.mark.parametrize(
    ("outcomes", "whole"),
    [
        ([Outcome.PASSED], Outcome.PASSED),
        ([Outcome.PASSED, Outcome.UNSURE], Outcome.UNSURE),
        ([Outcome.UNSURE, Outcome.TODO], Outcome.TODO),
        ([Outcome.TODO, Outcome.LATE, Outcome.OVER], Outcome.LATE),
        ([Outcome.CRASHED, Outcome.FAULT], Outcome.FAULT),
        ([], Outcome.FAULT),
    ],
)
def test_an_exercise_shows_the_outcome_that_matters_most(outcomes: list[Outcome], whole: Outcome) -> None:
    assert exercise("running_total", bare(*outcomes)).outcome is whole


def test_the_points_of_a_report_are_those_of_its_exercises() -> None:
    some = exercise("running_total", bare(Outcome.PASSED, Outcome.OVER, Outcome.PASSED))
    found = report(some, exercise("count_primes", bare(Outcome.UNSURE)))
    assert (some.points, some.max_points) == (3, 10)
    assert (found.points, found.max_points) == (3, 10)


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ([Outcome.PASSED], 0),
        ([Outcome.PASSED, Outcome.UNSURE], 3),
        ([Outcome.UNSURE, Outcome.TODO], 1),
        *(([Outcome.UNSURE, broken], 1) for broken in BROKEN),
        ([Outcome.FAILED, Outcome.FAULT], 4),
        ([], 4),
    ],
)
def test_the_exit_code_tells_what_is_to_be_done(outcomes: list[Outcome], code: int) -> None:
    assert report(exercise("running_total", bare(*outcomes))).exit_code == code


def test_a_fault_outside_of_a_test_is_a_fault_too() -> None:
    assert report(exercise("running_total", bare(Outcome.PASSED)), faults=["no scratch folder"]).exit_code == 4


def test_an_interrupted_grading_is_no_success_and_no_fault() -> None:
    done, left = exercise("running_total", bare(Outcome.PASSED)), exercise("count_primes", [])
    assert report(done, left, interrupted=True).exit_code == 1


def test_a_verdict_is_swallowed_by_no_except_of_a_test() -> None:
    with pytest.raises(Verdict), contextlib.suppress(Exception):
        raise Failed("wrong")


def test_a_verdict_carries_what_the_card_needs() -> None:
    frames, measure = [Frame("kata.py", 3, "total")], Measure("calls", 2, 1)
    verdict = Failed("wrong", advice="mend", detail="a\nb", measure=measure, frames=frames, retry=True)
    assert (verdict.message, verdict.advice, verdict.detail) == ("wrong", "mend", "a\nb")
    assert (verdict.measure, verdict.frames, verdict.retry) == (measure, frames, True)
    assert [kind.outcome for kind in (Todo, Refused, Fault)] == [Outcome.TODO, Outcome.REFUSED, Outcome.FAULT]
    assert (str(Todo("later")), Todo("later").frames) == ("later", [])
