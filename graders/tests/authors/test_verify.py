from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from graders.authors import headroom, verify
from graders.commands.arguments import answer
from graders.judge import session
from graders.judge.plan import Plan, Task
from graders.judge.session import Judged
from graders.judge.turns import Turn
from graders.model import curves, mistakes, order, stubs
from graders.model.errors import Usage
from graders.model.exercises import shown
from graders.model.report import Measure, Outcome, TestResult
from graders.model.stubs import Stub
from graders.tests.end_to_end.checkout import GRADERS, Checkout
from graders.tests.repositories import FOLDER, HINTS, PAGE, READS_ALL, REFERENCE, STUB, TESTS, Repository

WHERE = f"exercises/{FOLDER}"
MIRROR = f"solutions/{FOLDER}"
OTHER = "03_memory_management/05_count_words"

CEILING = '''

def test_holds_64_kib():
    """The memory is at most 64 KiB.

    Try: hold one total.
    """
    with memory_ceiling("64 KiB"):
        drain(running_total(stream(range(1_000))))
'''
WITH_CEILING = TESTS.replace("import at_most,", "import at_most, drain, memory_ceiling, stream,") + CEILING
BOUND = "- For the first total, take at most 2 readings.\n"
STATED = PAGE.replace(BOUND, f"{BOUND}- At most 64 KiB.\n")


def verified(repository: Repository, *arguments: str) -> int:
    """Verified with the stubs kept as they are: those that are not have tests of their own."""
    return verify.main([*arguments, "--record"])


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_an_exercise_in_order_holds(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise()
    assert verified(repository) == 0
    first, *_, last = said(capsys)
    assert first.startswith("ok   02.01  running_total  1 decoys  ")
    assert last == "1 exercises verified: 0 complaints"


def test_the_mistakes_are_shown_beside_their_cards(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise()
    assert verified(repository, "--cards") == 0
    decoy, title, cause, advice = said(capsys)[1:5]
    assert decoy == "     reads_all_first: Reads all before the first total."
    assert title.strip() == "One total takes no more than 2 readings"
    assert cause.strip().startswith("readings taken for the first total: ")
    assert advice.strip() == "Hand out each total as soon as it is there."


def complaints(repository: Repository, capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert verified(repository) == 1
    return [line.strip() for line in said(capsys) if line.startswith("  ")]


def test_a_stub_that_is_not_to_do(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    half = "return iter([3, 4, 6])\n    raise NotImplementedError"
    repository.exercise(stub=STUB.replace("raise NotImplementedError", half))
    assert complaints(repository, capsys) == [
        f"{WHERE}/running_total.py: {name} is not to do on the stub; raise NotImplementedError"
        for name in ("test_reads_no_further_than_asked", "test_sums_as_it_goes")
    ]


def test_a_stub_of_faulty_code_must_break_a_bound(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise(stub=STUB.replace("raise NotImplementedError", "return iter([3, 4, 6])"))
    assert complaints(repository, capsys) == [
        f"{WHERE}/running_total.py: the faulty code that is given breaks no bound; or raise NotImplementedError"
    ]


def test_a_stub_of_faulty_code_that_is_only_wrong_breaks_no_bound(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.exercise(stub=STUB.replace("raise NotImplementedError", "return iter([7])"))
    (complaint,) = complaints(repository, capsys)
    assert complaint.endswith("the faulty code that is given breaks no bound; or raise NotImplementedError")


def test_a_stub_of_faulty_code_that_breaks_a_bound_is_in_order(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.exercise(stub=READS_ALL.replace("Fails: test_reads_no_further_than_asked", "To be mended."))
    assert verified(repository) == 0
    assert said(capsys)[-1] == "1 exercises verified: 0 complaints"


def test_a_stub_of_faulty_code_has_to_run(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise(stub=READS_ALL.replace("import itertools", "import itertools, nothing_of_the_kind"))
    first, *others = complaints(repository, capsys)
    assert "breaks no bound" in first
    assert [complaint.partition(" is refused:")[0] for complaint in others] == [
        f"{WHERE}/running_total.py: {name}" for name in ("test_sums_as_it_goes", "test_reads_no_further_than_asked")
    ]


def test_a_reference_that_fails(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise(reference=REFERENCE.replace("total += reading", "total = reading"))
    assert complaints(repository, capsys) == [
        f"{MIRROR}/running_total.py: test_sums_as_it_goes is failed: you gave [3, 1, 2], expected [3, 4, 6]"
    ]


def test_another_correct_solution_must_pass_too(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise()
    repository.write(f"{MIRROR}/also/adds_nothing.py", REFERENCE.replace("total += reading", "total = reading"))
    assert complaints(repository, capsys) == [
        f"{MIRROR}/also/adds_nothing.py: test_sums_as_it_goes is failed: you gave [3, 1, 2], expected [3, 4, 6]"
    ]


def test_a_decoy_that_is_not_caught(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    exercise = repository.exercise()
    repository.decoy(exercise, "is_right", f'"""Right.\n\nFails: test_sums_as_it_goes\n"""\n{REFERENCE}')
    assert complaints(repository, capsys) == [
        f"{MIRROR}/decoys/is_right.py: declares test_sums_as_it_goes, which is passed:"
    ]


def test_a_decoy_that_fails_more_than_it_declares(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    exercise = repository.exercise()
    repository.decoy(exercise, "reads_all_first", READS_ALL.replace("list(", "[] or list(").replace("return", "yield"))
    assert complaints(repository, capsys)[0].startswith(
        f"{MIRROR}/decoys/reads_all_first.py: fails, undeclared, test_sums_as_it_goes, which is failed: you gave [a"
    )


def test_a_bound_that_no_decoy_breaks(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise(tests=WITH_CEILING, page=STATED)
    assert complaints(repository, capsys) == [
        f"{WHERE}/test_running_total.py: no decoy breaks a bound of test_holds_64_kib; write one that does"
    ]


def test_a_bound_that_the_page_does_not_state(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise(page=PAGE.replace(BOUND, "- Read no further than you are asked.\n"))
    assert complaints(repository, capsys) == [
        f"{WHERE}/README.md: does not state the bound 2 (readings taken for the first total) of"
        " test_reads_no_further_than_asked"
    ]


# The stub that the graders keep


def test_a_stub_that_nobody_kept_is_a_complaint_until_it_is_recorded(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    exercise = repository.exercise()
    stale = f"{WHERE}/running_total.py: the graders keep another one, or other tests pass on it: verify --record"
    assert verify.main([]) == 1
    decoys = "running_total: the graders keep other failures of its decoys: verify --record"
    tests = "running_total: the graders keep an order of other tests: verify --record"
    assert {stale, decoys, tests} <= {line.strip() for line in said(capsys)}
    assert (stubs.stubs(), mistakes.mistakes()) == ({}, {})
    assert verify.main(["--record"]) == 0
    assert stubs.stubs() == {"running_total": Stub(STUB, [])}
    assert order.orders() == {"running_total": ["test_reads_no_further_than_asked", "test_sums_as_it_goes"]}
    assert mistakes.mistakes() == {"running_total": [{"test_reads_no_further_than_asked"}]}
    assert verify.main([]) == 0
    exercise.stub.write_text(STUB.replace("so far", "until then"), encoding="utf-8")
    capsys.readouterr()
    assert verify.main([]) == 1
    assert stale in [line.strip() for line in said(capsys)]


def test_the_tests_that_pass_on_a_stub_are_recorded_and_others_stay(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    stubs.record({"another": Stub("pass", ["test_x"])})
    faulty = READS_ALL.replace("Fails: test_reads_no_further_than_asked", "To be mended.")
    repository.exercise(stub=faulty)
    assert verify.main(["--record"]) == 0
    assert stubs.stubs() == {
        "another": Stub("pass", ["test_x"]),
        "running_total": Stub(faulty, ["test_sums_as_it_goes"]),
    }
    stubs.record({"running_total": Stub(faulty, [])})
    capsys.readouterr()
    assert verify.main([]) == 1
    assert "or other tests pass on it: verify --record" in capsys.readouterr().out


HOARDS = """Keeps all that it has seen.

Fails: test_holds_64_kib
"""


def test_the_memory_of_the_reference_and_of_mistakes_is_recorded(repository: Repository) -> None:
    exercise = repository.exercise(tests=WITH_CEILING.replace("1_000", "40_000"), page=STATED)
    hoards = REFERENCE.replace("Running totals.", HOARDS).replace("total = 0", "total, seen = 0, []")
    hoards = hoards.replace("        yield", "        seen.append(total)\n        yield")
    repository.decoy(exercise, "keeps_all", hoards)
    verify.main(["--record"])  # whatever it complains of
    kept = curves.curves()["running_total"]["test_holds_64_kib"]
    assert [(each.name, max(each.curve.high) > 64 << 10) for each in kept] == [
        ("the reference", False),
        ("keeps all", True),
        ("reads all first", True),
    ]
    assert {(each.curve.along, each.curve.at[-1]) for each in kept} == {("items taken", 40_000)}
    assert all(len(each.curve.at) <= 32 for each in kept)


# Margins: a noisy bound is kept and missed by 2x


def runs(outcome: Outcome, value: float, *, exact: bool = False) -> verify.Runs:
    measure = Measure("peak memory", value, 65536, unit="bytes", exact=exact)
    return [{"test_holds": TestResult("test_holds", outcome, measures=[measure])}]


def close_calls(decoy: Path, found: verify.Runs) -> list[str]:
    return [each for each in verify._decoy_complaints(decoy, found) if " misses " in each]


@pytest.mark.parametrize(("value", "exact", "count"), [(20_000, False, 0), (40_000, False, 1), (40_000, True, 0)])
def test_a_reference_keeps_a_noisy_bound_by_2x(repository: Repository, value: int, exact: bool, count: int) -> None:
    exercise = repository.exercise()
    found = list(verify._reference_complaints(exercise.reference, runs(Outcome.PASSED, value, exact=exact)))
    said = "test_holds keeps peak memory 39.1 KiB, at most 64 KiB, by less than 2x; give the bound more room"
    assert found == [f"{MIRROR}/running_total.py: {said}"] * count


@pytest.mark.parametrize(("value", "exact", "count"), [(200_000, False, 0), (90_000, False, 1), (90_000, True, 0)])
def test_a_decoy_misses_a_noisy_bound_by_2x(repository: Repository, value: int, exact: bool, count: int) -> None:
    decoy = repository.exercise().decoys[0]
    found = close_calls(decoy, runs(Outcome.OVER, value, exact=exact))
    said = "test_holds misses peak memory 87.9 KiB, at most 64 KiB, by less than 2x; size the work up"
    assert found == [f"{MIRROR}/decoys/reads_all_first.py: {said}"] * count


def test_who_is_over_without_a_measure_is_no_close_call(repository: Repository) -> None:
    decoy = repository.exercise().decoys[0]
    assert close_calls(decoy, [{"test_holds": TestResult("test_holds", Outcome.OVER)}]) == []


@pytest.mark.parametrize(("value", "count"), [(100, 0), (200, 1)])
def test_a_reference_is_far_from_what_can_be_hidden(repository: Repository, value: int, count: int) -> None:
    exercise = repository.exercise()
    (complaint,) = complaint_of(list(verify._reference_complaints(exercise.reference, weighed(Outcome.PASSED, value))))
    assert complaint.count("give the ceiling more room") == count


@pytest.mark.parametrize(("value", "count"), [(800, 0), (400, 1)])
def test_a_decoy_holds_twice_what_can_be_hidden(repository: Repository, value: int, count: int) -> None:
    decoy = repository.exercise().decoys[0]
    (complaint,) = complaint_of(list(verify._decoy_complaints(decoy, weighed(Outcome.OVER, value))))
    assert complaint.count("it can be hidden: size the work up") == count


def weighed(outcome: Outcome, value: int) -> verify.Runs:
    (found,) = runs(outcome, 1 << (24 if outcome is Outcome.OVER else 10))
    seen = Measure("peak memory, weighed from outside,", value, 300, unit="bytes", exact=False)
    return [{name: msgspec.structs.replace(result, weighed=[seen]) for name, result in found.items()}]


def complaint_of(found: list[str]) -> list[str]:
    return [" ".join(each for each in found if "from outside" in each)]


# Repetition


def test_repetition_gives_the_table_of_verdicts(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise()
    assert verified(repository, "running_total", "--repeat", "2") == 0
    *lines, steady, _, tally, _ = said(capsys)
    table = [line.split() for line in lines[1:-1]]
    assert table == [
        ["stub", "running_total"],
        ["test_sums_as_it_goes", "todo", "2"],
        ["test_reads_no_further_than_asked", "todo", "2"],
        ["good", "running_total"],
        ["test_sums_as_it_goes", "passed", "2"],
        ["test_reads_no_further_than_asked", "passed", "2"],
        ["decoy", "reads_all_first"],
        ["test_sums_as_it_goes", "passed", "2"],
        ["test_reads_no_further_than_asked", "over", "2"],
    ]
    assert steady == "4 runs of 2 answers: 0 differing outcomes, 0 of 8 results unsure (0.00%)"
    assert tally == "0 of 2 references failed, 0 of 2 decoys passed, 0 of 8 tests unsure"


def test_repetition_tells_meanwhile_how_far_it_is(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise()
    assert verified(repository, "running_total", "--repeat", "2") == 0
    assert verified(repository, "running_total") == 0
    told = [line.rsplit(" in ", 1)[0].strip() for line in capsys.readouterr().err.splitlines()]
    assert told == [f"02.01  {name}  2 times" for name in ("running_total", "running_total", "reads_all_first")]


@pytest.fixture
def tasks(monkeypatch: pytest.MonkeyPatch) -> list[Task]:
    """All that is judged, in order."""
    seen: list[Task] = []
    judged = session.judged

    def spied(items: Sequence[pytest.Item], task: Task, turn: Turn) -> Iterator[TestResult]:
        seen.append(task)
        return judged(items, task, turn)

    monkeypatch.setattr(session, "judged", spied)
    return seen


def test_repetitions_have_the_same_inputs(repository: Repository, tasks: list[Task]) -> None:
    repository.exercise()
    assert verified(repository, "running_total", "--repeat", "3") == 0
    assert len(tasks) == 9
    assert {(task.seed, task.tests) for task in tasks} == {(tasks[0].seed, ())}


def test_every_repetition_with_fresh_inputs_has_a_seed_of_its_own_and_every_variant_the_same(
    repository: Repository, tasks: list[Task]
) -> None:
    exercise = repository.exercise()
    assert verified(repository, "running_total", "--repeat", "3", "--fresh-inputs") == 0
    of = {task.answer.file: [each.seed for each in tasks if each.answer == task.answer] for task in tasks}
    first = tasks[0].seed
    assert of == {shown(path): [first, first + 1, first + 2] for path in verify.variants(exercise)}


def test_a_decoy_is_judged_again_only_by_the_tests_that_caught_it(repository: Repository, tasks: list[Task]) -> None:
    repository.exercise()
    assert verified(repository, "running_total", "--repeat", "2", "--fresh-inputs") == 0
    again = [task for task in tasks if task.seed != tasks[0].seed]
    caught = ("test_reads_no_further_than_asked",)
    assert [task.tests for task in again] == [(), (), caught]


def test_the_inputs_of_another_run_are_replayed(repository: Repository, tasks: list[Task]) -> None:
    repository.exercise()
    assert verified(repository, "--seed", "2026") == 0
    assert {task.seed for task in tasks} == {2026}


def test_verdicts_that_change_are_counted_each(repository: Repository) -> None:
    exercise = repository.exercise()
    changing = runs(Outcome.PASSED, 1) + runs(Outcome.UNSURE, 1) + runs(Outcome.PASSED, 1)
    assert verify.table(exercise, {exercise.reference: changing})[1].endswith("passed 2  unsure 1")


def test_the_table_of_bounds(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise()
    assert verified(repository, "--bounds") == 0
    what = "02.01 test_reads_no_further_than_asked | readings taken for the first total: at most 2"
    assert said(capsys)[1:-3] == [*headroom.HEADING, f"| {what} | 1 | 100 reads_all_first |"]


def test_the_tightest_value_of_the_reference_and_the_nearest_of_the_decoys(repository: Repository) -> None:
    exercise = repository.exercise()
    repository.decoy(exercise, "reads_more", READS_ALL)
    near, far = (path for path in exercise.decoys)
    judged = {
        exercise.reference: runs(Outcome.PASSED, 1024) + runs(Outcome.PASSED, 3072) + runs(Outcome.PASSED, 2048),
        near: runs(Outcome.OVER, 1 << 20) + runs(Outcome.OVER, 1 << 19) + runs(Outcome.FAILED, 1 << 18),
        far: [*runs(Outcome.OVER, 1 << 21), {}],
    }
    row = "| 02.01 test_holds | peak memory: at most 64 KiB | 3 KiB | 512 KiB reads_all_first |"
    assert headroom.rows(exercise, judged) == [row]
    assert headroom.rows(exercise, {**judged, near: [], far: []}) == [row.replace("512 KiB reads_all_first", "-")]


def test_wrong_verdicts_are_counted(repository: Repository) -> None:
    exercise = repository.exercise()
    good = runs(Outcome.PASSED, 1) + runs(Outcome.FAULT, 1) + runs(Outcome.UNSURE, 1)
    decoy = runs(Outcome.OVER, 1) + runs(Outcome.PASSED, 1) + runs(Outcome.UNSURE, 1)
    stub = runs(Outcome.TODO, 1)
    counted = verify.tally(exercise, {exercise.stub: stub, exercise.reference: good, exercise.decoys[0]: decoy})
    assert counted == verify.Tally(good=3, failed=1, decoys=3, passed=2, tests=6, unsure=2)
    assert counted + counted == verify.Tally(good=6, failed=2, decoys=6, passed=4, tests=12, unsure=4)


@pytest.mark.parametrize(
    "arguments",
    [["--repeat", "0"], ["--repeat", "x"], ["--beside-hogs", "-1"], ["--quota", "0"], ["nothing_of_the_kind"]],
)
def test_a_request_that_cannot_be_followed(repository: Repository, arguments: list[str]) -> None:
    repository.exercise()
    with pytest.raises(Usage):
        verify.main(arguments)


def test_strong_workers_are_asked_for(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Plan] = []

    def judge(plan: Plan, *_: object) -> Judged:
        asked.append(plan)
        return Judged()

    monkeypatch.setattr(verify, "judge", judge)
    monkeypatch.setattr(verify, "check_strong", lambda strong: None)
    repository.exercise()
    assert verified(repository, "--strong", "--seed", "3") == 1  # nothing was judged
    assert [(plan.confinement.strong, plan.seed, plan.explain) for plan in asked] == [(True, 3, False)]


# What must not go unsaid


def test_only_the_chosen_are_verified_but_the_tree_is_checked(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.exercise()
    repository.exercise(OTHER)
    repository.exercise("04_threads_and_processes/01_count_words")
    assert verified(repository, "running_total") == 1
    assert [line for line in said(capsys) if line.startswith(("ok", "  "))][1:] == [
        "  count_words: 2 exercises have this name; names are unique in the tree"
    ]


def test_an_exercise_with_complaints_on_its_files_is_not_run(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    exercise = repository.exercise()
    exercise.tests.unlink()
    assert complaints(repository, capsys) == [f"{WHERE}/test_running_total.py: missing; write it"]


def test_a_test_file_that_cannot_be_collected(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise(tests=TESTS + "\nimport nothing_of_the_kind\n")
    first, second = complaints(repository, capsys)
    assert "nothing_of_the_kind" in first
    assert second == f"{WHERE}/test_running_total.py: not judged; run pytest on this file to see why"


def test_a_test_file_without_tests(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    exercise = repository.exercise(tests="")
    exercise.decoys[0].write_text('"""Wrong.\n\nFails: test_a\n"""\n')
    assert any("declares test_a" in complaint for complaint in complaints(repository, capsys))
    exercise.decoys[0].unlink()
    repository.decoy(exercise, "wrong", READS_ALL.replace("test_reads", "reads"))
    assert verified(repository) == 1


def test_a_run_that_was_interrupted_is_no_proof(
    repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    repository.exercise()
    monkeypatch.setattr(session, "judged", interrupted)
    assert "not judged" in complaints(repository, capsys)[0]


def test_an_error_of_the_checks_themselves_is_no_proof(
    repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("nothing")

    monkeypatch.setattr(session, "judged", broken)
    repository.exercise()
    assert verified(repository) == 4
    told = capsys.readouterr()
    assert "not judged" in told.out
    assert told.err.startswith("fault of the grader: KeyError: 'nothing' (at graders/")


@pytest.mark.skipif(sys.platform != "linux", reason="judges are forked on Linux")
def test_an_error_in_one_of_several_judges_is_no_proof_either(
    repository: Repository, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("nothing")

    monkeypatch.setattr(session, "judged", broken)
    repository.exercise()
    repository.exercise("02_iterators_and_generators/02_other_total")
    assert verify.main(["--jobs", "2"]) == 4
    told = capfd.readouterr()
    assert told.out.count("not judged") == 2
    assert [line.partition(" (at")[0] for line in told.err.splitlines()] == [
        "fault of the grader: KeyError: 'nothing'"
    ] * 2


def test_a_fixture_that_fails_is_a_fault_and_proves_nothing(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    tests = (
        TESTS + "\n\nimport pytest\n\n\n@pytest.fixture(autouse=True)\ndef broken():\n    raise OSError('no folder')\n"
    )
    repository.exercise(tests=tests)
    found = complaints(repository, capsys)
    assert any("test_sums_as_it_goes is fault:" in complaint and "no folder" in complaint for complaint in found)
    assert any("declares test_reads_no_further_than_asked, which is fault" in complaint for complaint in found)


# Outcomes that are kept and compared


def test_outcomes_are_kept_and_compared(
    repository: Repository, capsys: pytest.CaptureFixture[str], tasks: list[Task], tmp_path: Path
) -> None:
    repository.exercise()
    file = tmp_path / "outcomes.jsonl"
    command = ["running_total", "--seed", "3", "--outcomes", str(file)]
    assert verify.main(command) == 0
    assert len(tasks) == 2
    assert verify.main(command) == 0, "what is judged is left out"
    assert len(tasks) == 2
    assert verify.main([*command, "--repeat", "2", "--beside-hogs", "1"]) == 0
    assert len(tasks) == 6
    assert said(capsys)[-1] == "6 runs of 2 answers: 0 differing outcomes, 0 of 12 results unsure (0.00%)"
    changed = file.read_text(encoding="utf-8").replace('"over"', '"late"', 1)
    file.write_text(changed, encoding="utf-8")
    assert verify.main(command) == 1
    difference, *messages, _ = said(capsys)
    assert difference.endswith("reads_all_first.py: late 1 plain; over 2 beside 1 hogs")
    assert messages
    repository.write("exercises/" + FOLDER + "/test_running_total.py", TESTS + "\n# other bytes\n")
    assert verify.main(command) == 0
    assert len(tasks) == 8


def test_what_differs_is_a_complaint(
    repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.exercise()
    judged, seen = session.judged, []

    def unsteady(items: Sequence[pytest.Item], task: Task, turn: Turn) -> Iterator[TestResult]:
        seen.append(task)
        for result in judged(items, task, turn):
            late = result.outcome is Outcome.OVER and len(seen) > 3
            yield msgspec.structs.replace(result, outcome=Outcome.LATE) if late else result

    monkeypatch.setattr(session, "judged", unsteady)
    assert verified(repository, "running_total", "--repeat", "2", "--jobs", "1") == 1
    assert any("late 1; over 1: the same answer has differing outcomes" in line for line in said(capsys))


@pytest.mark.parametrize("other", ["--bounds", "--record", "--fresh-inputs"])
def test_outcomes_are_kept_without_the_other_checks(repository: Repository, tmp_path: Path, other: str) -> None:
    with pytest.raises(Usage, match="goes with neither"):
        verify.main(["--outcomes", str(tmp_path / "x"), other])


def test_a_file_that_holds_something_else_is_refused(repository: Repository, tmp_path: Path) -> None:
    repository.exercise()
    (tmp_path / "x").write_text("something else", encoding="utf-8")
    with pytest.raises(Usage, match="does not hold runs"):
        verify.main(["--outcomes", str(tmp_path / "x")])


# At each save


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals here")
@pytest.mark.parametrize("flag", ["--watch", "--wat"])
def test_it_verifies_again_at_each_save_until_ctrl_c(flag: str, tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    from graders.authors.pseudo_terminal import Terminal

    made = Checkout(tmp_path / "checkout")
    stub = made.exercise(1, "running_total", STUB.encode())
    with Terminal([*GRADERS, "verify", flag, "running_total"], made.root, 120) as screen:
        assert "hints.md: missing; write it" in screen.shows("Ctrl-C ends it")
        stub.with_name("hints.md").write_text(HINTS, encoding="utf-8")
        again = screen.shows("Ctrl-C ends it")
        assert "hints.md" not in again
        assert "running_total.py: missing; write it" in again
        screen.press("\x03")
        screen.ended()


def test_without_watchfiles_it_says_how_to_have_it(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.exercise()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert answer(lambda: verify.main(["--watch"])) == 2
    assert capsys.readouterr().err == "--watch needs watchfiles, which nox -s verify installs\n"
