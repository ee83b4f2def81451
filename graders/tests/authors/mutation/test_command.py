from __future__ import annotations

import sqlite3

import pytest

from graders.authors.mutation import command, grading
from graders.authors.mutation.kept import PLACE
from graders.judge import session
from graders.judge.plan import Plan, Task
from graders.model.errors import Usage
from graders.model.report import Outcome, TestResult
from graders.tests.repositories import REFERENCE, TESTS, Repository

IDLE = REFERENCE.replace("total = 0\n", "total = 0\n    readings = list(readings)\n").replace("2 r", "200 r")
LAX = TESTS.replace("source.pulled, 2,", "source.pulled, 200,")
"""A reference that copies, and tests that do not look: both are as they were without the copy."""


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_a_reference_whose_every_edit_is_noticed(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise()
    assert command.main(["--operators", "removed"]) == 0
    first, *_, row, _, last = said(capsys)
    assert first == "  4 mutants of 1 references, 0 graded before"
    assert row.startswith("ok   02.01  running_total  4 mutants, 4 killed, 0 alive  ")
    assert last == "4 mutants: 0 alive"


def test_an_edit_that_nobody_notices_is_shown_with_its_place(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.exercise(reference=IDLE, tests=LAX)
    assert command.main(["--operators", "copy_dropped"]) == 1
    lines = said(capsys)
    place = lines.index("     solutions/02_iterators_and_generators/01_running_total/running_total.py:7: copy_dropped")
    assert lines[place + 1 : place + 5] == [
        "            total = 0",
        "       -    readings = list(readings)",
        "       +    readings = readings",
        "            for reading in readings:",
    ]
    assert lines[-3].startswith("BAD  02.01  running_total  1 mutants, 0 killed, 1 alive  ")


@pytest.fixture
def tasks(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Task, list[str]]]:
    """The tasks that were judged, each with the tests that ran."""
    seen: list[tuple[Task, list[str]]] = []
    judged = session.judged

    def spied(items: list[pytest.Item], task: Task) -> list[TestResult]:
        found = list(judged(items, task))
        seen.append((task, [result.name for result in found]))
        return found

    monkeypatch.setattr(session, "judged", spied)
    return seen


def test_a_survivor_is_graded_three_times_with_a_seed_of_its_own_each(
    repository: Repository, tasks: list[tuple[Task, list[str]]]
) -> None:
    repository.exercise(reference=IDLE, tests=LAX)
    command.main(["--operators", "copy_dropped", "--seed", "5"])
    assert [task.seed for task, _ in tasks] == [5, 5, 6, 7]  # the reference comes first


def test_a_mutant_is_judged_up_to_the_first_test_that_finds_fault(
    repository: Repository, tasks: list[tuple[Task, list[str]]]
) -> None:
    repository.exercise()
    command.main(["--operators", "jump,removed"])
    (reference, whole), *others = tasks
    assert not reference.to_first_failure
    assert {len(tests) for _, tests in others} <= {1, 2}
    assert all(task.tests in (tuple(whole), tuple(whole[::-1])) for task, _ in others)


def test_the_cheapest_test_comes_first(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    exercise = repository.exercise()
    costs = {"test_dear": 2.0, "test_cheap": 0.1, "test_fair": 1.0}
    made = grading.Grading.__new__(grading.Grading)
    made.complaints, made._order = [], {}
    task = Plan(repository.root, (exercise,), 1).task(exercise)
    made._measure(task, [TestResult(name, Outcome.PASSED, seconds=cost) for name, cost in costs.items()])
    assert made._order == {exercise: ("test_cheap", "test_fair", "test_dear")}


def test_what_was_graded_is_not_graded_again(
    repository: Repository, tasks: list[tuple[Task, list[str]]], capsys: pytest.CaptureFixture[str]
) -> None:
    repository.exercise(reference=IDLE, tests=LAX)
    assert command.main(["--operators", "copy_dropped"]) == command.main(["--operators", "copy_dropped"]) == 1
    assert len(tasks) == 4
    assert "  1 mutants of 1 references, 1 graded before" in said(capsys)


def test_other_tests_have_it_graded_again(repository: Repository, tasks: list[tuple[Task, list[str]]]) -> None:
    repository.exercise(reference=IDLE, tests=LAX)
    assert command.main(["--operators", "copy_dropped"]) == 1
    repository.exercise(reference=IDLE, tests=LAX.replace("[3, 1, 2]", "iter([3, 1, 2])"))
    assert command.main(["--operators", "copy_dropped"]) == 1
    assert len(tasks) == 8


def test_a_reference_that_fails_is_a_complaint(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise(reference=REFERENCE.replace("total += reading", "total = reading"))
    assert command.main(["--operators", "removed"]) == 1
    assert any("test_sums_as_it_goes is failed: [3, 1, 2] == [3, 4, 6]; no mutant" in line for line in said(capsys))


def test_an_operator_that_there_is_not_is_a_usage_error(repository: Repository) -> None:
    repository.exercise()
    with pytest.raises(Usage, match="no operator 'flip'; there are: with_removed, "):
        command.main(["--operators", "flip"])


def test_a_reference_that_there_is_not_is_a_usage_error(repository: Repository) -> None:
    repository.exercise().reference.unlink()
    with pytest.raises(Usage, match="no reference solution here for running_total"):
        command.main([])


def test_a_file_that_does_not_hold_verdicts_is_a_usage_error(repository: Repository) -> None:
    repository.exercise()
    repository.write(str(PLACE), "these are not verdicts")
    with pytest.raises(Usage, match=r"mutants\.sqlite: .*delete it"):
        command.main(["--operators", "removed"])


def test_a_verdict_that_cannot_be_read_is_made_again(
    repository: Repository, tasks: list[tuple[Task, list[str]]]
) -> None:
    repository.exercise()
    command.main(["--operators", "removed"])
    with sqlite3.connect(repository.root / PLACE) as database:
        database.execute("UPDATE verdicts SET verdict = 'x'")
    before = len(tasks)
    assert command.main(["--operators", "removed"]) == 0
    assert len(tasks) == 2 * before
