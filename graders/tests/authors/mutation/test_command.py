from __future__ import annotations

import re
import sqlite3
import tomllib

import pytest

from graders.authors import checks
from graders.authors.mutation import command, records, table
from graders.authors.mutation.kept import PLACE
from graders.authors.mutation.mutants import Key
from graders.judge import session
from graders.judge.plan import Task
from graders.judge.turns import Turn
from graders.model.errors import Usage
from graders.model.report import TestResult
from graders.tests.repositories import FOLDER, REFERENCE, TESTS, Repository

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
    assert row.startswith("ok   02.01  running_total  4 mutants: 4 killed, 0 recorded, 0 alive  ")
    assert last == "4 mutants: 4 killed, 0 recorded, 0 alive, 0 complaints"


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
    assert lines[-3].startswith("BAD  02.01  running_total  1 mutants: 0 killed, 0 recorded, 1 alive  ")


@pytest.fixture
def tasks(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Task, list[str]]]:
    """The tasks that were judged, each with the tests that ran."""
    seen: list[tuple[Task, list[str]]] = []
    judged = session.judged

    def spied(items: list[pytest.Item], task: Task, turn: Turn) -> list[TestResult]:
        found = list(judged(items, task, turn))
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
    (reference, _), *others = tasks
    assert not reference.to_first_failure
    assert others
    assert all(task.to_first_failure for task, _ in others)
    assert any(len(tests) == 1 for _, tests in others)


def test_the_cheapest_test_comes_first(repository: Repository, tasks: list[tuple[Task, list[str]]]) -> None:
    slow = TESTS.replace("    source = tripwire(", "    time.sleep(0.5)\n    source = tripwire(").replace(
        "from graders import", "import time\n\nfrom graders import"
    )
    first = slow[slow.index("def test_reads") :], slow[slow.index("def test_sums") : slow.index("def test_reads")]
    repository.exercise(tests=slow[: slow.index("def test_sums")] + "\n\n".join(first))
    command.main(["--operators", "jump,removed"])
    (reference, written), *others = tasks
    assert reference.tests == ()
    assert written == ["test_reads_no_further_than_asked", "test_sums_as_it_goes"]
    assert {task.tests for task, _ in others} == {tuple(reversed(written))}


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
    complaint = (
        r"  .*/running_total\.py, as ast.unparse writes it: test_sums_as_it_goes is failed: .*; no mutant was graded"
    )
    assert any(re.match(complaint, line) for line in said(capsys))


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


# What is recorded


RECORD = """
[[mutant]]
operator = "copy_dropped"
line = "readings = list(readings)"
becomes = "readings = readings"
class = "equivalent"
reason = "The readings are read once, whether in a list or not."
"""
INPUTS = """
def inputs(random):
    return ([random.randrange(100) for _ in range(random.randrange(20))],)


def observe(solution, readings):
    return list(solution.running_total(readings))
"""
MIRROR = f"solutions/{FOLDER}"
READER = 'second_reader = "Ada"\n'


def recorded(
    repository: Repository, record: str, inputs: str = "", operators: str = "copy_dropped", reference: str = IDLE
) -> int:
    repository.exercise(reference=reference, tests=LAX)
    repository.write(f"{MIRROR}/mutants.toml", record)
    if inputs:
        repository.write(f"{MIRROR}/inputs.py", inputs)
    return command.main(["--operators", operators])


def complaints(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [line.strip() for line in said(capsys) if line.startswith(f"     {MIRROR}/mutants.toml: ")]


def test_an_equivalent_mutant_that_agrees_on_all_inputs_may_live(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert recorded(repository, RECORD + READER, INPUTS) == 0
    assert said(capsys)[-1] == "1 mutants: 0 killed, 1 recorded, 0 alive, 0 complaints"


def test_without_inputs_an_equivalent_mutant_needs_a_second_reader(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert recorded(repository, RECORD + READER) == 0
    assert recorded(repository, RECORD) == 1
    missing = f"is not shown to be equivalent: {MIRROR}/inputs.py: missing; write it, or name a second_reader"
    assert any(missing in complaint for complaint in complaints(capsys))


LOOKS_AT_THE_SOURCE = INPUTS.replace(
    "return list(solution.running_total(readings))",
    "source = iter(readings)\n    first = next(solution.running_total(source), None)\n    return [first, list(source)]",
)


def test_a_record_of_an_equivalent_mutant_that_differs_is_refused(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert recorded(repository, RECORD + READER, LOOKS_AT_THE_SOURCE) == 1
    output = said(capsys)
    (complaint,) = [line for line in output if MIRROR in line and "mutants.toml" in line]
    assert " is not equivalent: for ([" in complaint
    assert complaint.endswith(", list ())")
    assert output[-1] == "1 mutants: 0 killed, 0 recorded, 1 alive, 1 complaints"


def test_a_type_that_differs_is_a_difference(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    record = RECORD.replace("copy_dropped", "float_for_int").replace("= list(readings)", "= 0")
    record = record.replace('"readings = readings"', '"total = 0.0"').replace('"readings = 0"', '"total = 0"')
    assert recorded(repository, record + READER, INPUTS, "float_for_int", REFERENCE) == 1
    assert any(re.search(r"it shows list \(\d+\.0,.*, the reference list \(\d+,", each) for each in complaints(capsys))


def test_an_error_is_something_to_see(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    one_is_a_text = INPUTS.replace("    return ([", "    return ([random.choice([1, ''])] + [")
    record = RECORD.replace("copy_dropped", "removed").replace('"readings = readings"', '""')
    assert recorded(repository, record + READER, one_is_a_text, "removed") == 0, said(capsys)


RAISES = "inputs, the first one raises TypeError: "


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (INPUTS.replace("random.randrange(100)", "7").replace("random.randrange(20)", "3"), "the same again and again"),
        (INPUTS.replace("return list(", "list("), "observe() sees the same whatever the inputs are"),
        (INPUTS.replace("list(solution", "(solution"), "observe() returned <generator of the learner>"),
        (INPUTS.replace("return ([", "return ([''] * random.randrange(9) + ["), RAISES),
        (INPUTS.replace("inputs(", "others("), "define inputs()"),
        ("import nothing_of_the_kind\n", "ModuleNotFoundError: No module named 'nothing_of_the_kind'"),
        (INPUTS + "RIGHTS = ('network',)", "no right 'network'; there are "),
        (INPUTS + "import itertools\ncount = itertools.count()", "observe() sees something else"),
    ],
)
def test_inputs_that_prove_nothing_are_refused(
    wrong: str, told: str, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    if "count" in wrong:
        wrong = wrong.replace("return list(", "return next(count), list(")
    assert recorded(repository, RECORD + READER, wrong) == 1
    assert any(told in complaint for complaint in complaints(capsys))


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (
            RECORD.replace("copy_dropped", "text"),
            "is not among the mutants of today; take it out, or record the new one",
        ),
        (RECORD * 2, "is recorded 2 times; once is enough"),
        (RECORD.replace("The readings are read once, whether in a list or not.", " "), "has no reason"),
        (RECORD.replace("equivalent", "fine"), "Invalid enum value 'fine' - at `$.mutant[0].class`"),
        (RECORD.replace("reason", "why"), "contains unknown field `why`"),
        (RECORD.replace("= ", ""), "mutants.toml: Expected '=' after a key"),
    ],
)
def test_records_that_are_not_in_order(
    record: str, told: str, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    operators = "text,copy_dropped" if "text" in record else "copy_dropped"
    assert recorded(repository, record, INPUTS, operators) == 1
    assert any(told in complaint for complaint in complaints(capsys))


def test_many_records_need_a_second_reader(repository: Repository) -> None:
    exercise = repository.exercise()
    repository.write(f"{MIRROR}/mutants.toml", RECORD + RECORD + READER)
    kept = records.read(exercise)
    assert list(records.crowded(exercise, kept, 20)) == []
    (complaint,) = records.crowded(exercise, kept, 19)
    assert "2 of 19 mutants are recorded, more than one in 10" in complaint


def test_records_are_counted_among_the_mutants_by_all_operators(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert recorded(repository, RECORD, INPUTS) == 0
    assert complaints(capsys) == []
    small = repository.exercise(reference="def running_total(readings):\n    readings = list(readings)\n    yield 1\n")
    assert any("more than one in 10" in complaint for complaint in checks.complaints(small))


def test_a_record_of_a_mutant_that_is_killed_is_taken_out(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    record = RECORD.replace("copy_dropped", "removed").replace('"readings = readings"', '""')
    record = record.replace("readings = list(readings)", "total += reading")
    assert recorded(repository, record + READER, operators="removed") == 1
    assert any("is killed by test_sums_as_it_goes; take it out" in each for each in complaints(capsys))


def test_verify_complains_of_a_record_without_a_mutant(repository: Repository) -> None:
    exercise = repository.exercise()
    repository.write(f"{MIRROR}/mutants.toml", RECORD + READER)
    repository.write(f"{MIRROR}/inputs.py", INPUTS)
    (complaint,) = checks.complaints(exercise)
    assert "is not among the mutants of today" in complaint


def test_what_is_alive_is_shown_as_rows_to_be_completed(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.exercise(reference=IDLE, tests=LAX)
    command.main(["--operators", "copy_dropped", "--rows"])
    lines = [line.strip() for line in said(capsys)]
    place = lines.index("[[mutant]]")
    row = tomllib.loads("\n".join(lines[place : place + 4]))["mutant"][0]
    assert Key(**row) == Key("copy_dropped", "readings = list(readings)", "readings = readings")


# The page


def test_the_counts_are_written_to_the_page(repository: Repository) -> None:
    exercise = repository.exercise()
    page = repository.write(
        "docs/mutants.md", f"# Mutants\n\n{table.COUNTS}\n|---|\n| 09.09 gone | 3 | 1 | 1 | 1 |\n\nEnd.\n"
    )
    code = command.main(["--table"])
    counts = table.read(page.read_text(encoding="utf-8"))
    (row, total) = counts.items()
    assert row == (table.named(exercise), total[1])
    assert total[1].mutants == total[1].killed + total[1].alive
    assert code == (1 if total[1].alive else 0)
    assert page.read_text(encoding="utf-8").endswith(" |\n\nEnd.\n")


def test_counts_of_some_operators_are_not_written(repository: Repository) -> None:
    repository.exercise()
    with pytest.raises(Usage, match="leave --operators out"):
        command.main(["--operators", "removed", "--table"])
