"""Of several tests that fail, the most telling one is that which goes with just this set of failures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.model import mistakes
from graders.model.exercises import find_exercises
from graders.model.mistakes import broken
from graders.model.report import ExerciseResult, Outcome
from graders.tests.screens.samples import exercise, make_test

ADDS, EMPTY, KEEPS, LAZY = "test_adds", "test_takes_an_empty_feed", "test_keeps_the_order", "test_reads_one"

KNOWN = [{ADDS, EMPTY, KEEPS, LAZY}, {ADDS, EMPTY, KEEPS, LAZY}, {EMPTY}, {KEEPS, ADDS}, {LAZY, ADDS}, {EMPTY, ADDS}]
"""Two mistakes break all; an empty feed, the order and the reading have one each, and add wrong too."""


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    file = tmp_path / "mistakes.json"
    file.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(mistakes, "FILE", file)
    mistakes.mistakes.cache_clear()
    mistakes.record({"sliding_window": KNOWN})
    yield file
    mistakes.mistakes.cache_clear()


def result(**outcomes: Outcome) -> ExerciseResult:
    return exercise("sliding_window", [make_test(outcome, name) for name, outcome in outcomes.items()])


@pytest.mark.parametrize(
    ("failing", "first"),
    [
        ([ADDS, EMPTY, KEEPS, LAZY], ADDS),
        ([ADDS, KEEPS], KEEPS),
        ([ADDS, LAZY], LAZY),
        ([EMPTY], EMPTY),
    ],
)
def test_the_most_telling_test_comes_first(failing: list[str], first: str) -> None:
    found = broken(
        result(**dict.fromkeys([ADDS, EMPTY, KEEPS, LAZY], Outcome.PASSED) | dict.fromkeys(failing, Outcome.FAILED))
    )
    assert found[0].name == first
    assert {test.name for test in found} == {*failing}


def test_among_equals_a_broken_bound_comes_first_and_then_the_files_order() -> None:
    found = broken(result(b=Outcome.FAILED, c=Outcome.OVER, a=Outcome.FAILED, d=Outcome.UNSURE, e=Outcome.PASSED))
    assert [test.name for test in found] == ["c", "b", "a"]


def test_a_test_of_a_bound_that_did_not_come_to_it_is_told_last() -> None:
    tests = [make_test(Outcome.FAILED, KEEPS, bound=True), make_test(Outcome.FAILED, ADDS), make_test(Outcome.PASSED)]
    assert [test.name for test in broken(exercise("sliding_window", tests))] == [ADDS, KEEPS]


def test_what_is_recorded_stays_where_others_are_recorded(kept: Path) -> None:
    mistakes.record({"another": [{"test_x", "test_b"}]})
    found = mistakes.mistakes()
    assert sorted(found) == ["another", "sliding_window"]
    assert sorted(map(sorted, found["sliding_window"])) == sorted(map(sorted, KNOWN))
    assert len(kept.read_text(encoding="utf-8").splitlines()) == 4


def test_every_exercise_has_its_mistakes_with_the_graders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mistakes, "FILE", Path(mistakes.__file__).with_name("mistakes.json"))
    mistakes.mistakes.cache_clear()
    assert mistakes.mistakes().keys() == {each.name for each in find_exercises()}
