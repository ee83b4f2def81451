from __future__ import annotations

import pytest

from graders.authors.classes.marking import Outlook, longest_first
from graders.judge.plan import Confinement, Task
from graders.model.report import Outcome, TestResult
from graders.submissions.sources import Answer
from graders.tests.repositories import TESTS, Repository

OTHER = "03_memory_management/05_count_words"
PARALLEL = "\n\ndef measured(probe):\n    return parallel_work(probe, workers=2)\n"


class Clock:
    """A clock that stands still until it is moved."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def found(seconds: float) -> list[TestResult]:
    return [TestResult("test_a", Outcome.PASSED, seconds=seconds)]


@pytest.fixture
def quick(repository: Repository) -> list[Task]:
    """Three answers to one exercise."""
    exercise = repository.exercise()
    return [Task(exercise, Answer("x.py", b"%d" % n), n, Confinement()) for n in range(3)]


@pytest.fixture
def slow(repository: Repository) -> list[Task]:
    """Two answers to an exercise that measures parallel work."""
    exercise = repository.exercise(OTHER, tests=TESTS + PARALLEL)
    return [Task(exercise, Answer("y.py", b"%d" % n), n, Confinement()) for n in range(2)]


def test_what_takes_longest_comes_first(quick: list[Task], slow: list[Task]) -> None:
    costs = {"running_total": 1.0, "count_words": 5.0}
    assert longest_first([*quick, *slow], costs) == [*slow, *quick]


def test_one_of_each_exercise_that_was_never_measured_comes_before(quick: list[Task], slow: list[Task]) -> None:
    assert longest_first([*slow, *quick], {"count_words": 5.0}) == [quick[0], *slow, *quick[1:]]
    assert longest_first([*slow, *quick], {}) == [slow[0], quick[0], slow[1], *quick[1:]]


def test_the_time_left_is_not_known_before_every_exercise_was_measured(quick: list[Task], slow: list[Task]) -> None:
    clock = Clock()
    outlook = Outlook([*quick, *slow], {}, 2, clock=clock)
    assert outlook.seconds() is None
    clock.now += 1
    outlook.done(quick[0], found(2.0))
    assert outlook.seconds() is None
    clock.now += 4
    outlook.done(slow[0], found(4.0))
    assert outlook.seconds() == 2 * 2.0 / 2 + 4.0  # the three that are left; parallel work has all judges waiting


def test_the_time_left_follows_how_the_run_goes(quick: list[Task]) -> None:
    clock = Clock()
    outlook = Outlook(quick, {"running_total": 1.0}, 1, clock=clock)
    clock.now += 3  # three times as slow as it was measured
    outlook.done(quick[0], found(1.0))
    assert outlook.seconds() == 6.0
