"""The points of an exercise, against a second definition written plainly from the rule."""

from __future__ import annotations

import itertools

import pytest

from graders.model.report import POINTS_RULE, ExerciseResult, Outcome, Report, Score, TestResult
from graders.tests.screens.samples import exercise, make_test, report

PASSED, FAILED, OVER, UNSURE, FAULT = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.OVER,
    Outcome.UNSURE,
    Outcome.FAULT,
)

BROKEN = {FAILED, OVER, Outcome.LATE, Outcome.CRASHED, Outcome.REFUSED, Outcome.TODO}


def by_the_rule(tests: list[TestResult], untouched: bool) -> tuple[int, int]:
    """Points and maximum of an exercise that was judged."""
    if any(test.outcome is FAULT for test in tests):
        return 0, 0
    if untouched:
        return 0, 10
    behaviour = [test for test in tests if not test.bound]
    earning = [t for t in behaviour if t.outcome in BROKEN or (t.outcome is PASSED and not t.given)]
    unsure = [t for t in behaviour if t.outcome is UNSURE]
    passed = [t for t in earning if t.outcome is PASSED]
    bounds = [test.outcome for test in tests if test.bound]
    if any(each in BROKEN for each in bounds):
        five = (0, 5)
    elif UNSURE in bounds or (unsure and not earning):
        five = (0, 0)
    else:
        five = (5 if len(passed) == len(earning) else 0, 5)
    if earning:
        return 5 * len(passed) // len(earning) + five[0], 5 + five[1]
    return five if unsure else (2 * five[0], 2 * five[1])


def its(*tests: TestResult, untouched: bool = False) -> ExerciseResult:
    made = exercise("running_total", list(tests))
    made.untouched = untouched
    return made


@pytest.mark.parametrize("untouched", [False, True])
def test_every_combination_of_three_tests_agrees_with_the_rule(untouched: bool) -> None:
    kinds = [
        make_test(outcome, bound=bound, given=given)
        for outcome in Outcome
        for bound, given in ((False, False), (False, True), (True, False))
    ]
    for count in (1, 2, 3):
        for tests in itertools.combinations_with_replacement(kinds, count):
            found = its(*tests, untouched=untouched)
            assert (found.points, found.max_points) == by_the_rule(list(tests), untouched), tests


@pytest.mark.parametrize(
    ("passed", "points"), [(0, 0), (1, 0), (2, 1), (3, 2), (5, 4), (6, 5)], ids=lambda number: str(number)
)
def test_behaviour_is_rounded_down_so_that_five_means_all(passed: int, points: int) -> None:
    tests = [make_test(PASSED)] * passed + [make_test(FAILED)] * (6 - passed)
    assert its(*tests, make_test(OVER, bound=True)).behaviour == Score(points, 5)


def test_a_bound_is_worth_nothing_before_the_behaviour_is_whole() -> None:
    assert its(make_test(PASSED), make_test(FAILED), make_test(PASSED, bound=True)).bounds == Score(0, 5)
    assert its(make_test(PASSED), make_test(PASSED, bound=True)).bounds == Score(5, 5)


def test_what_the_stub_passes_earns_nothing_and_costs_when_it_is_broken() -> None:
    given, mine = make_test(PASSED, given=True), make_test(PASSED)
    lost = make_test(FAILED, given=True)
    assert its(given, given, make_test(FAILED)).behaviour == Score(0, 5)
    assert its(given, mine).behaviour == Score(5, 5)
    assert its(lost, mine).behaviour == Score(2, 5)


def test_a_fault_takes_its_exercise_out_of_the_count() -> None:
    broken = its(make_test(PASSED), make_test(FAULT))
    found = report(broken, its(make_test(PASSED)))
    assert (found.points, found.max_points) == (10, 10)


@pytest.mark.parametrize(("interrupted", "of"), [(True, 20), (False, 10)])
def test_what_was_not_run_is_open_unless_that_is_our_fault(interrupted: bool, of: int) -> None:
    found: Report = report(its(make_test(PASSED)), its(), interrupted=interrupted)
    assert (found.points, found.max_points) == (10, of)


def test_done_means_every_point() -> None:
    assert its(make_test(PASSED)).done
    assert not its(make_test(UNSURE)).done
    assert not its(make_test(PASSED), make_test(OVER, bound=True)).done


def test_the_rule_is_one_sentence() -> None:
    assert POINTS_RULE.count(".") == 1
