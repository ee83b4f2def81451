from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graders.authors.classes import state
from graders.authors.classes.moves import standing
from graders.authors.classes.state import State
from graders.judge.plan import Confinement, Task
from graders.judge.results import exercise_result
from graders.model import stubs
from graders.model.errors import Usage
from graders.model.report import VERSION, Outcome, TestResult
from graders.submissions.sources import Answer
from graders.tests.repositories import TESTS, Repository

OTHER = "03_memory_management/05_count_words"


@pytest.fixture
def task(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Task:
    """An answer to the only exercise, of a course whose graders are known."""
    monkeypatch.setattr(state, "graders_digest", lambda: "graders")
    return Task(repository.exercise(), Answer("running_total.py", b"x = 1"), 7, Confinement())


def found(outcome: Outcome = Outcome.PASSED, seconds: float = 0.0) -> list[TestResult]:
    return [TestResult("test_a", outcome, seconds=seconds)]


def test_what_is_put_is_there_in_the_next_run(task: Task, tmp_path: Path) -> None:
    first = State(tmp_path / "grades.sqlite")
    first.put(task, found())
    del first  # killed: nobody closed it
    assert State(tmp_path / "grades.sqlite").get(task) == exercise_result(task, found())


@pytest.mark.parametrize(
    "other",
    [
        {"answer": Answer("running_total.py", b"x = 2")},
        {"answer": Answer("running_total.py", problem="is there in different versions")},
        {"seed": 8},
        {"confinement": Confinement(strong=True)},
    ],
)
def test_another_answer_seed_or_confinement_is_graded_again(
    task: Task, tmp_path: Path, other: dict[str, object]
) -> None:
    kept = State(tmp_path / "grades.sqlite")
    kept.put(task, found())
    assert kept.get(task) is not None
    assert kept.get(task._replace(**other)) is None  # type: ignore[arg-type]


def test_the_same_bytes_have_one_result_wherever_they_lay(task: Task, tmp_path: Path) -> None:
    kept = State(tmp_path / "grades.sqlite")
    kept.put(task, found())
    elsewhere = task._replace(answer=replace(task.answer, file="elsewhere.py"))
    assert kept.get(elsewhere) == exercise_result(elsewhere, found())


def test_other_tests_or_other_graders_grade_again(task: Task, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = State(tmp_path / "grades.sqlite")
    kept.put(task, found())
    task.exercise.tests.write_text(TESTS + "\n", encoding="utf-8")
    assert kept.get(task) is None
    task.exercise.tests.write_text(TESTS, encoding="utf-8")
    assert kept.get(task) is not None
    monkeypatch.setattr(state, "graders_digest", lambda: "newer graders")
    assert kept.get(task) is None


@pytest.mark.parametrize("outcome", [Outcome.UNSURE, Outcome.FAULT])
def test_what_tells_nothing_is_not_finished(task: Task, tmp_path: Path, outcome: Outcome) -> None:
    kept = State(tmp_path / "grades.sqlite")
    kept.put(task, found(outcome))
    assert kept.get(task) is None
    assert kept.costs() == {}


def test_the_cost_of_an_exercise_is_the_mean_of_its_gradings(
    task: Task, repository: Repository, tmp_path: Path
) -> None:
    kept = State(tmp_path / "grades.sqlite")
    kept.put(task, found(seconds=1.0) + found(seconds=2.0))
    kept.put(task._replace(seed=8), found(seconds=5.0))
    kept.put(task._replace(exercise=repository.exercise(OTHER)), found(seconds=0.5))
    assert kept.costs() == {"running_total": 4.0, "count_words": 0.5}


def test_the_secret_is_drawn_once(tmp_path: Path) -> None:
    secret = State(tmp_path / "grades.sqlite").secret
    assert len(secret) == 32
    assert State(tmp_path / "grades.sqlite").secret == secret
    assert State(tmp_path / "another.sqlite").secret != secret


def test_what_is_no_state_is_named_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "grades.sqlite"
    file.write_bytes(b"an old text, longer than a header of SQLite, which it is not at all" * 30)
    before = file.read_bytes()
    with pytest.raises(Usage, match=r"grades\.sqlite: file is not a database"):
        State(file)
    assert file.read_bytes() == before


@pytest.mark.parametrize("damage", ["x'00ff'", "7", "'{}'"])
def test_a_damaged_result_is_made_again(damage: str, task: Task, tmp_path: Path) -> None:
    kept = State(tmp_path / "grades.sqlite")
    kept.put(task, found())
    kept._write(f"UPDATE gradings SET tests = {damage}", ())
    assert kept.get(task) is None


def test_a_full_disk_is_one_line_and_loses_nothing(task: Task, tmp_path: Path) -> None:
    kept = State(tmp_path / "grades.sqlite")
    kept.put(task, found())
    pages = kept._database.execute("PRAGMA page_count").fetchone()[0]
    kept._database.execute(f"PRAGMA max_page_count = {pages}")
    long = found()
    long[0].detail = "x" * 100_000
    with pytest.raises(Usage, match="full"):
        kept.put(task._replace(seed=8), long)
    assert State(tmp_path / "grades.sqlite").get(task) is not None


def test_another_count_of_points_is_other_graders(monkeypatch: pytest.MonkeyPatch) -> None:
    before = state.graders_digest()
    state._digest_with.cache_clear()
    monkeypatch.setattr(state, "VERSION", VERSION + 1)
    assert state.graders_digest() != before
    state._digest_with.cache_clear()


def test_results_of_another_count_are_dropped_once(task: Task, tmp_path: Path) -> None:
    older = State(tmp_path / "grades.sqlite")  # version 1 kept no version
    older.put(task, found())
    older.put(task._replace(seed=8), found())
    older.close()
    again = State(tmp_path / "grades.sqlite")
    assert again.drop_older() == 2
    assert again.get(task) is None
    again.put(task, found())
    assert State(tmp_path / "grades.sqlite").drop_older() == 0
    assert again.get(task) is not None


def test_other_stubs_are_other_graders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state.graders_digest()
    other = tmp_path / "stubs.json"
    other.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(stubs, "FILE", other)
    assert state.graders_digest() != before
    monkeypatch.undo()
    assert state.graders_digest() == before


def test_those_who_stand_alike_are_kept_once_in_memory(task: Task, tmp_path: Path) -> None:
    kept = State(tmp_path / "grades.sqlite")
    same = standing(exercise_result(task, found()), None, "answer", "tests", "graders")
    kept.stand({("ada", "running_total"): same, ("bob", "running_total"): same})
    ada, bob = kept.standings().values()
    assert ada == same
    assert ada is bob
