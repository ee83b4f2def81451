from __future__ import annotations

import pytest

from graders.judge import budget
from graders.judge.budget import Budget
from graders.tests.commands.test_grade import OTHER
from graders.tests.repositories import Repository


class Clock:
    """A clock that the test moves."""

    now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(budget, "time", made)
    return made


def test_every_exercise_has_some_times_the_even_share(clock: Clock, repository: Repository) -> None:
    exercise = repository.exercise()
    made = Budget(100, exercises=30, judges=2)
    assert made.share == 3 * 100 * 2 / 30
    assert made.used_up(exercise) == ""
    clock.now += made.share
    assert made.used_up(exercise) == ""
    clock.now += 1
    assert "took the 20 s that this exercise has" in made.used_up(exercise)


def test_one_that_takes_its_time_costs_the_others_nothing(clock: Clock, repository: Repository) -> None:
    one, other = repository.exercise(), repository.exercise(OTHER)
    made = Budget(100, exercises=30, judges=1)
    made.used_up(one)
    clock.now += 50
    assert made.used_up(one)
    assert made.used_up(other) == ""


def test_nothing_is_run_when_all_the_time_is_gone(clock: Clock, repository: Repository) -> None:
    made = Budget(100, exercises=1, judges=4)
    assert made.share == 100
    clock.now += 101
    assert "the whole grading" in made.used_up(repository.exercise())
