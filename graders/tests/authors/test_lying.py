"""``verify --lying``: it finds a probe whose word buys a point, and leaves alone what is marked or cannot be known."""

from __future__ import annotations

import pytest

from graders.authors import lying, verify
from graders.judge.plan import Plan
from graders.judge.session import judge
from graders.model.exercises import Exercise, find_exercises
from graders.model.report import Outcome, TestResult
from graders.submissions.sources import answer
from graders.tests.repositories import Repository

HEAD = '''"""Specification of running_total."""

from graders import at_most, probe, seeded
from running_total import running_total

'''
TEST = '''
def test_sums_as_it_goes():
    """Every reading gives one total.

    Try: add 3, 1 and 2 on paper.
    """
    assert list(running_total([3, 1, 2])) == [3, 4, 6]


def test_reads_no_further_than_asked():
    """One total takes no more than 2 readings.

    Try: hand out each total as soon as it is there.
    """
    {body}
'''
COUNTED = '''
{mark}
def taken(totals):
    """Readings that are taken for the first total."""
    from itertools import count
    left = count()
    next(totals(zip(left, range(100))))
    return next(left) - 1

'''
REFERENCE = '''"""Running totals."""


def running_total(readings):
    """Give the sum so far after each reading."""
    total = 0
    for reading in readings:
        total += reading if isinstance(reading, int) else reading[1]
        yield total
'''
READS_ALL = '''"""Reads all before the first total.

Fails: test_reads_no_further_than_asked
"""


def running_total(readings):
    """Give the sum so far after each reading."""
    total = 0
    for reading in list(readings):
        total += reading if isinstance(reading, int) else reading[1]
        yield total
'''
BY_PROBE = 'at_most(taken(running_total), 2, "readings taken")'
BY_SEED = """start = seeded().randrange(1000)
    assert whole(running_total, start) == start"""
WHOLE = '''
@probe
def whole(totals, start):
    """The first total of readings that begin here; a list would be no iterator."""
    taken = iter(range(start, start + 100))
    next(totals(taken))
    return next(taken) - 1

'''


def exercise(repository: Repository, probe: str, body: str) -> Exercise:
    made = repository.exercise(tests=HEAD + probe + TEST.format(body=body), reference=REFERENCE)
    repository.decoy(made, "reads_all_first", READS_ALL)
    return made


def lied_to(repository: Repository, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    code = verify.main(["--lying", "--seed", "1", "--jobs", "1"])
    return code, capsys.readouterr().out.splitlines()


def test_an_unmarked_probe_whose_word_buys_a_point_is_found(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    exercise(repository, COUNTED.format(mark="@probe"), BY_PROBE)
    code, lines = lied_to(repository, capsys)
    assert code == 1
    assert lines[-1] == "1 exercises verified with workers that lie: 2 complaints"
    bought = [line for line in lines if line.startswith("  ") and not line.startswith("   ")]
    assert len(bought) == 2
    assert all("test_reads_no_further_than_asked passes, unmarked" in line for line in bought)
    assert all(line.endswith("taken __call__") for line in bought)


def test_a_mark_says_it(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    exercise(repository, COUNTED.format(mark='@probe(by_word="only it can tell")'), BY_PROBE)
    code, lines = lied_to(repository, capsys)
    assert code == 0
    assert lines[-2] == "2 of 2 tests that decoys fail were lied to; 2 passed by the worker's word, which they say"


def test_what_depends_on_the_seed_is_not_known(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    exercise(repository, WHOLE, BY_SEED)
    code, lines = lied_to(repository, capsys)
    assert code == 0
    assert lines[-2] == "0 of 2 tests that decoys fail were lied to; 0 passed by the worker's word, which they say"


def test_a_right_answer_that_does_not_pass_is_a_fault(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    made = exercise(repository, COUNTED.format(mark="@probe"), BY_PROBE)
    made.reference.write_text(READS_ALL, encoding="utf-8")
    code, lines = lied_to(repository, capsys)
    assert code == 1
    assert any("is a fault: the right answer is over: " in line for line in lines)


@pytest.mark.parametrize(("body", "code"), [("assert taken(running_total) == 0", 0), (BY_PROBE, 1)])
def test_a_probe_that_brings_answers_may_be_known_by_heart_where_no_bound_is_held(
    body: str, code: int, repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lying, "ANSWERS", {"running_total": ("taken",)})
    exercise(repository, COUNTED.format(mark="@probe"), body)
    assert lied_to(repository, capsys)[0] == code


def test_every_answer_is_by_a_probe_of_its_exercise() -> None:
    found = {each.name: each.tests.read_text(encoding="utf-8") for each in find_exercises()}
    unknown = [
        (name, probe)
        for name, probes in lying.ANSWERS.items()
        for probe in probes
        if f"@probe\ndef {probe}(" not in found.get(name, "")
    ]
    assert unknown == []


def test_every_decoy_is_judged_by_what_it_fails_alone(repository: Repository) -> None:
    made = exercise(repository, COUNTED.format(mark="@probe"), BY_PROBE)
    plan = Plan(root=repository.root, exercises=(made,), seed=1)
    tasks = list(lying.tasks(plan))
    assert [task.idle for task in tasks] == [False, True]
    assert {task.tests for task in tasks} == {("test_reads_no_further_than_asked",)}
    assert {task.truth for task in tasks} == {answer(made.reference)}
    found: list[TestResult] = []
    judge(plan, tasks, lambda task, results: found.extend(results))
    assert [result.outcome for result in found] == [Outcome.PASSED, Outcome.PASSED]
