from __future__ import annotations

import dataclasses
import pickle
from pathlib import Path
from typing import Any

import pytest

from graders.judge import session
from graders.judge.plan import Files, Plan, Task, drawn
from graders.judge.session import judge
from graders.model import exercises
from graders.model.report import TestResult
from graders.submissions.sources import Answer, Rejected, answer
from graders.submissions.submission import Missing
from graders.tests.repositories import READS_ALL, REFERENCE, Repository

OTHER = "03_memory_management/05_count_words"


def plan(repository: Repository, **more: Any) -> Plan:
    """To grade the stubs of a repository."""
    return Plan(repository.root, tuple(exercises.find_exercises(repository.root)), seed=7, **more)


def found(plan: Plan, tasks: list[Task]) -> dict[Task, list[str]]:
    """The outcome of every test, by task."""
    results: dict[Task, list[TestResult]] = {}
    assert judge(plan, tasks, results.__setitem__).faults == []
    return {task: [str(each.outcome) for each in tests] for task, tests in results.items()}


def test_a_task_is_frozen_and_travels(repository: Repository) -> None:
    repository.exercise(stub=REFERENCE)
    (task,) = plan(repository).tasks
    assert pickle.loads(pickle.dumps(task)) == task
    assert task.answer.data == REFERENCE.encode()
    with pytest.raises(AttributeError):
        task.seed = 8  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        task.answer.data = b""  # type: ignore[misc]


@pytest.mark.parametrize("why", [Rejected("is a link", "Replace it."), Missing()])
def test_why_an_answer_is_not_taken_travels_too(why: Rejected) -> None:
    refused = Answer.of("kata.py", why)
    assert (refused.problem, refused.advice) == (str(why), why.advice)
    assert pickle.loads(pickle.dumps(refused)) == refused


def test_two_judges_given_the_same_task_find_the_same(repository: Repository) -> None:
    repository.exercise(stub=READS_ALL)
    repository.exercise(OTHER, stub=REFERENCE)
    made = plan(repository, jobs=2)
    travelled = pickle.loads(pickle.dumps(made.tasks))
    assert found(made, made.tasks) == found(made, travelled)


def test_tasks_of_several_answers_to_one_exercise_are_told_apart(repository: Repository) -> None:
    exercise = repository.exercise()
    made = plan(repository)
    (stub,) = made.tasks
    good, bad = (stub._replace(answer=answer(path)) for path in (exercise.reference, exercise.decoys[0]))
    told = found(made, [good, stub, bad])
    assert told == {good: ["passed", "passed"], stub: ["todo", "todo"], bad: ["passed", "over"]}


def test_a_task_may_name_its_tests(repository: Repository) -> None:
    repository.exercise()
    made = plan(repository)
    (task,) = made.tasks
    only = task._replace(tests=("test_sums_as_it_goes",))
    assert found(made, [only]) == {only: ["todo"]}


def test_the_tests_of_a_task_run_in_its_order(repository: Repository) -> None:
    exercise = repository.exercise()
    made = plan(repository)
    task = made.task(exercise, answer(exercise.decoys[0]))
    names = ("test_reads_no_further_than_asked", "test_sums_as_it_goes")
    back = task._replace(tests=names)
    assert found(made, [task, back]) == {task: ["passed", "over"], back: ["over", "passed"]}


def test_a_task_may_end_at_the_first_test_that_finds_fault(repository: Repository) -> None:
    exercise = repository.exercise()
    made = plan(repository)
    good, bad = (made.task(exercise, answer(path)) for path in (exercise.reference, exercise.decoys[0]))
    names = ("test_reads_no_further_than_asked", "test_sums_as_it_goes")
    tasks = [task._replace(tests=names, to_first_failure=True) for task in (good, bad)]
    assert list(found(made, tasks).values()) == [["passed", "passed"], ["over"]]


@pytest.mark.parametrize(
    ("sources", "name", "file"),
    [
        (Files(), "stubs", "exercises/02_iterators_and_generators/01_running_total/running_total.py"),
        (Files(solutions=True), "solutions", "solutions/02_iterators_and_generators/01_running_total/running_total.py"),
        (
            Files(decoy="reads_all_first"),
            "decoy reads_all_first",
            "solutions/02_iterators_and_generators/01_running_total/decoys/reads_all_first.py",
        ),
    ],
)
def test_sources_name_a_file_for_each_stub(repository: Repository, sources: Files, name: str, file: str) -> None:
    exercise = repository.exercise()
    assert sources.fields == {"source": name}
    assert sources.file_of(exercise) == sources.answer(exercise).file == file


def test_a_file_is_read_when_its_task_is_made(repository: Repository) -> None:
    exercise = repository.exercise(stub=REFERENCE)
    made = plan(repository)
    tasks = made.tasks
    exercise.stub.write_text("raise SystemExit\n", encoding="utf-8")
    assert list(found(made, tasks).values()) == [["passed", "passed"]]


def test_there_are_no_more_judges_than_tasks(tmp_path: Path) -> None:
    made = Plan(tmp_path, (), seed=1, jobs=4)
    assert [made.judges(tasks) for tasks in (0, 1, 3, 9)] == [1, 1, 3, 4]
    forked = dataclasses.replace(made, forked=True)
    assert [forked.judges(tasks) for tasks in (0, 1, 3, 9)] == [2, 2, 3, 4]
    assert dataclasses.replace(forked, jobs=1).judges(9) == 1


def test_a_seed_is_drawn_where_none_is_asked_for() -> None:
    assert drawn(0) == 0
    assert len({drawn(None) for _ in range(9)}) > 1


def test_a_test_that_pytest_does_not_run_is_a_fault(repository: Repository) -> None:
    tests = "import pytest\nimport running_total\n\n\n@pytest.mark.skip\ndef test_skipped():\n    pass\n"
    repository.exercise(tests=tests)
    made = plan(repository)
    assert list(found(made, made.tasks).values()) == [["fault"]]


def test_a_session_judges_by_the_plan_it_is_given(repository: Repository) -> None:
    repository.exercise()
    assert session.Planned(made := plan(repository)).pytest_katas_plan() is made
