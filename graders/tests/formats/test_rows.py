"""Rows are worth a point each; what kept a test from running is one, too."""

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


def test_sums_are_those_of_the_report_less_what_kept_tests_away() -> None:
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
    (row,) = rows.rows(report(exercise("running_total", bare(outcome))))
    worth = {Outcome.PASSED: (1, 1), Outcome.UNSURE: (0, 0)}
    assert (row.score, row.max_score) == worth.get(outcome, (0, 1))
    assert bool(row.told) == (outcome is not Outcome.PASSED)
    assert row.name == "02.02 running_total: number 1"


def test_an_interruption_is_a_row_and_so_is_what_it_left_out() -> None:
    found = [(row.name, row.status, row.topic) for row in rows.rows(cut_short())]
    assert found == [
        ("02.01 running_total: keeps one window", Status.PASS, "iterators and generators"),
        ("02.02 sliding_window: was graded", Status.FAIL, "iterators and generators"),
        ("the grader worked", Status.ERROR, ""),
        ("the grading came to its end", Status.FAIL, ""),
    ]


def test_an_exercise_without_a_test_is_a_fault() -> None:
    (row,) = rows.rows(nothing_ran())
    assert (row.status, row.told) == (Status.ERROR, rows.NO_TEST)


def test_nothing_graded_is_a_fault() -> None:
    (row,) = rows.rows(SAMPLES["empty"])
    assert (row.status, row.max_score, row.told) == (Status.ERROR, 1, rows.NOTHING)


def test_a_case_is_named_beside_the_requirement() -> None:
    tests = [
        make_test(Outcome.PASSED, "test_sums[3-a_b]", requirement="Sums it."),
        make_test(Outcome.PASSED, "test_sums[4]"),
    ]
    names = [row.name for row in rows.rows(report(exercise("running_total", tests)))]
    assert names == ["02.02 running_total: Sums it [3-a_b]", "02.02 running_total: sums [4]"]


def test_what_was_measured_is_told_where_nothing_was_said() -> None:
    over = make_test(Outcome.OVER, measures=[Measure("rows alive", 5, 4), Measure("rows read", 3, 9)])
    (row,) = rows.rows(report(exercise("running_total", [over])))
    assert row.told == "5 rows alive, at most 4 (over by 1); 3 rows read, at most 9"
