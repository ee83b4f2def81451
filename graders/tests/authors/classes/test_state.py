from __future__ import annotations

from pathlib import Path

import pytest

from graders.authors.classes import state
from graders.authors.classes.state import State
from graders.model import stubs
from graders.model.errors import Usage
from graders.model.exercises import Exercise
from graders.model.report import VERSION, ExerciseResult, Outcome, TestResult
from graders.tests.repositories import TESTS, Repository


@pytest.fixture
def exercise(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Exercise:
    """The only exercise, of a course whose graders are known."""
    monkeypatch.setattr(state, "_graders", lambda: "graders")
    return repository.exercise()


def result(outcome: Outcome = Outcome.PASSED) -> ExerciseResult:
    return ExerciseResult("02.01", "running_total", "Sums", "Iterators", "x.py", [TestResult("test_a", outcome)])


def test_what_is_put_is_there_in_the_next_run(exercise: Exercise, tmp_path: Path) -> None:
    first = State(tmp_path / "grades.sqlite")
    first.put("ada", exercise, "answer", result())
    del first  # killed: nobody closed it
    again = State(tmp_path / "grades.sqlite")
    assert again.get("ada", exercise, "answer") == result()
    assert again.get("bob", exercise, "answer") is None


def test_another_answer_other_tests_or_other_graders_are_graded_again(
    exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = State(tmp_path / "grades.sqlite")
    kept.put("ada", exercise, "answer", result())
    assert kept.get("ada", exercise, "another") is None
    exercise.tests.write_text(TESTS + "\n", encoding="utf-8")
    assert kept.get("ada", exercise, "answer") is None
    exercise.tests.write_text(TESTS, encoding="utf-8")
    monkeypatch.setattr(state, "_graders", lambda: "newer graders")
    assert kept.get("ada", exercise, "answer") is None


@pytest.mark.parametrize("outcome", [Outcome.UNSURE, Outcome.FAULT])
def test_what_tells_nothing_is_not_finished(exercise: Exercise, tmp_path: Path, outcome: Outcome) -> None:
    kept = State(tmp_path / "grades.sqlite")
    kept.put("ada", exercise, "answer", result(outcome))
    assert kept.get("ada", exercise, "answer") is None


def test_the_secret_is_drawn_once(tmp_path: Path) -> None:
    secret = State(tmp_path / "grades.sqlite").secret
    assert len(secret) == 32
    assert State(tmp_path / "grades.sqlite").secret == secret
    assert State(tmp_path / "another.sqlite").secret != secret


def test_a_result_stands_for_the_seed_that_was_asked_for(exercise: Exercise, tmp_path: Path) -> None:
    kept = State(tmp_path / "grades.sqlite")
    kept.put("ada", exercise, "answer", result())
    assert kept.get("ada", exercise, "answer") is not None
    assert kept.get("ada", exercise, "answer", 7) is None
    kept.put("ada", exercise, "answer", result(), 7)
    assert kept.get("ada", exercise, "answer", 7) is not None
    assert kept.get("ada", exercise, "answer", 8) is None
    assert kept.get("ada", exercise, "answer") is None


def test_what_is_no_state_is_named_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "grades.sqlite"
    file.write_bytes(b"an old text, longer than a header of SQLite, which it is not at all" * 30)
    before = file.read_bytes()
    with pytest.raises(Usage, match=r"grades\.sqlite: file is not a database"):
        State(file)
    assert file.read_bytes() == before


@pytest.mark.parametrize("damage", ["x'00ff'", "7", "'[]'"])
def test_a_damaged_result_is_made_again(damage: str, exercise: Exercise, tmp_path: Path) -> None:
    kept = State(tmp_path / "grades.sqlite")
    kept.put("ada", exercise, "answer", result())
    kept._write(f"UPDATE results SET result = {damage}", ())
    assert kept.get("ada", exercise, "answer") is None


def test_a_full_disk_is_one_line_and_loses_nothing(exercise: Exercise, tmp_path: Path) -> None:
    kept = State(tmp_path / "grades.sqlite")
    kept.put("ada", exercise, "answer", result())
    pages = kept._database.execute("PRAGMA page_count").fetchone()[0]
    kept._database.execute(f"PRAGMA max_page_count = {pages}")
    long = result()
    long.tests[0].detail = "x" * 100_000
    with pytest.raises(Usage, match="full"):
        kept.put("bob", exercise, "answer", long)
    assert State(tmp_path / "grades.sqlite").get("ada", exercise, "answer") == result()


def test_the_graders_are_digested_without_their_tests() -> None:
    assert str(VERSION) in state._graders()


def test_results_of_another_count_are_dropped_once(exercise: Exercise, tmp_path: Path) -> None:
    older = State(tmp_path / "grades.sqlite")  # version 1 kept no version
    older.put("ada", exercise, "answer", result())
    older.put("bob", exercise, "answer", result())
    older.close()
    again = State(tmp_path / "grades.sqlite")
    assert again.drop_older() == 2
    assert again.get("ada", exercise, "answer") is None
    again.put("ada", exercise, "answer", result())
    assert State(tmp_path / "grades.sqlite").drop_older() == 0
    assert again.get("ada", exercise, "answer") == result()


def test_other_stubs_are_other_graders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state._graders()
    other = tmp_path / "stubs.json"
    other.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(stubs, "FILE", other)
    state._graders.cache_clear()
    assert state._graders() != before
    state._graders.cache_clear()
