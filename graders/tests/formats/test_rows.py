"""Two rows an exercise, behaviour and bounds; what kept tests from running is a row without a point."""

from __future__ import annotations

import pytest

from graders.formats import rows
from graders.formats.rows import Status
from graders.model.report import Measure, Outcome
from graders.tests.formats.samples import (
    SAMPLES,
    cut_short,
    found_totals,
    handed_in,
    nothing_ran,
    overall,
    random_reports,
    totals,
)
from graders.tests.screens.samples import bare, exercise, make_test, report


def test_sums_are_those_of_the_report() -> None:
    for found in random_reports():
        among = rows.rows(found)
        assert among
        assert found_totals(found) == totals(found)
        assert rows.status(among) == overall(found)


def test_of_a_whole_grading_the_sums_are_those_of_the_report() -> None:
    found = handed_in()
    assert found_totals(found) == (found.points, found.max_points)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_is_a_row_that_says_something(outcome: Outcome) -> None:
    behaviour, bounds = rows.rows(report(exercise("running_total", bare(outcome))))
    worth = {Outcome.PASSED: (5, 5), Outcome.UNSURE: (0, 0), Outcome.FAULT: (0, 0)}
    assert behaviour.points == bounds.points == worth.get(outcome, (0, 5))
    assert bool(behaviour.told) == (outcome is not Outcome.PASSED)
    assert (behaviour.name, bounds.name) == ("02.02 running_total: behaviour", "02.02 running_total: bounds")


def test_what_is_kept_in_vain_says_so() -> None:
    broken, kept = make_test(Outcome.FAILED), make_test(Outcome.PASSED, bound=True)
    _, bounds = rows.rows(report(exercise("running_total", [broken, kept])))
    assert (bounds.points, bounds.status, bounds.told) == ((0, 5), Status.FAIL, rows.IN_VAIN)
    given, over = make_test(Outcome.PASSED, given=True), make_test(Outcome.OVER, bound=True)
    behaviour, _ = rows.rows(report(exercise("running_total", [given, over])))
    assert (behaviour.points, behaviour.status, behaviour.told) == ((0, 5), Status.FAIL, rows.GIVEN)


def test_an_untouched_stub_says_so_whatever_its_tests_do() -> None:
    its = exercise("running_total", [make_test(Outcome.PASSED, given=True), make_test(Outcome.OVER, bound=True)])
    its.untouched = True
    for row in rows.rows(report(its)):
        assert (row.points, row.status, row.told) == ((0, 5), Status.FAIL, rows.UNTOUCHED)


def test_an_interruption_is_a_row_and_so_is_what_it_left_out() -> None:
    found = [(row.name, row.status, row.topic) for row in rows.rows(cut_short())]
    assert found == [
        ("02.01 running_total: behaviour", Status.PASS, "iterators and generators"),
        ("02.01 running_total: bounds", Status.PASS, "iterators and generators"),
        ("02.02 sliding_window: was graded", Status.FAIL, "iterators and generators"),
        ("the grader worked", Status.ERROR, ""),
        ("the grading came to its end", Status.FAIL, ""),
    ]


def test_an_exercise_without_a_test_is_a_fault() -> None:
    (row,) = rows.rows(nothing_ran())
    assert (row.status, row.told) == (Status.ERROR, rows.NO_TEST)


def test_nothing_graded_is_a_fault() -> None:
    (row,) = rows.rows(SAMPLES["empty"])
    assert (row.status, row.max_score, row.told) == (Status.ERROR, 0, rows.NOTHING)


def test_a_case_is_named_beside_the_requirement() -> None:
    tests = [
        make_test(Outcome.PASSED, "test_sums[3-a_b]", requirement="Sums it."),
        make_test(Outcome.PASSED, "test_sums[4]"),
    ]
    names = [rows.test_name(exercise("running_total", tests), test) for test in tests]
    assert names == ["02.02 running_total: Sums it [3-a_b]", "02.02 running_total: sums [4]"]


def test_what_was_measured_is_told_where_nothing_was_said() -> None:
    over = make_test(Outcome.OVER, measures=[Measure("rows alive", 5, 4), Measure("rows read", 3, 9)])
    behaviour, _ = rows.rows(report(exercise("running_total", [over])))
    assert behaviour.told == "5 rows alive, at most 4 (over by 1 row); 3 rows read, at most 9"
