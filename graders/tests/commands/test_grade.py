from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from graders.commands import grade
from graders.judge import plugin, results, session
from graders.model import stubs
from graders.model.errors import Usage
from graders.model.faults import TRACEBACK, Unable
from graders.model.invocation import CALLED_AS
from graders.model.report import TestResult
from graders.model.stubs import Stub
from graders.tests.repositories import READS_ALL, REFERENCE, TESTS, Repository, page

OTHER = "03_memory_management/05_count_words"
OUTCOMES = '''"""Specification of running_total."""

import os

import pytest

from graders import exactly, memory_ceiling, time_limit
from graders.model.report import Fault, Unsure
from running_total import running_total


def test_passed():
    assert running_total("passed") == "passed"


def test_failed():
    assert running_total("failed") == 1


def test_over():
    with memory_ceiling("64 KiB"):
        running_total("over")


def test_late():
    time_limit(cpu=0.1)
    running_total("late")


def test_crashed():
    running_total("crashed")


def test_unsure():
    raise Unsure("too busy")


def test_todo():
    running_total("todo")


def test_fault():
    raise Fault("no scratch folder")
'''
DOES_ALL = """import os


def running_total(what):
    if what == "over":
        return len(bytes(1_000_000))
    while what == "late":
        pass
    if what == "crashed":
        os._exit(3)
    if what == "todo":
        raise NotImplementedError
    return what
"""


def graded(repository: Repository, *arguments: str) -> tuple[int, Any]:
    """The exit code of a grading and its results, which are valid."""
    file = repository.root / "results.json"
    code = grade.main([*arguments, "--json", str(file)])
    data = json.loads(file.read_text(encoding="utf-8"))
    jsonschema.validate(data, results.schema())
    assert data["exit_code"] == code
    return code, data


def outcomes(data: Any) -> dict[str, list[str]]:
    return {exercise["name"]: [test["outcome"] for test in exercise["tests"]] for exercise in data["exercises"]}


def test_a_tree_of_stubs_is_to_do(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise()
    code, data = graded(repository)
    assert (code, outcomes(data)) == (1, {"running_total": ["todo", "todo"]})
    assert (data["points"], data["max_points"], data["source"]) == (0, 10, "stubs")
    screen = capsys.readouterr().out
    assert "0 of 10 points" in screen
    assert "next: nox -s grade -- running_total" in screen


def test_the_screen_names_commands_as_they_were_called(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(CALLED_AS, "uv run noxfile.py")
    repository.exercise()
    graded(repository)
    screen = capsys.readouterr().out
    assert "next: uv run noxfile.py grade running_total" in screen
    assert "Stuck?          uv run noxfile.py hint running_total" in screen
    assert "nox -s" not in screen


def test_the_references_pass(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise()
    repository.exercise(OTHER)
    code, data = graded(repository, "--solutions", "--seed", "5")
    assert (code, data["points"], data["source"], data["seed"]) == (0, 20, "solutions", 5)
    assert data["exercises"][0]["file"].startswith("solutions/")
    assert "all done" in capsys.readouterr().out


def test_only_the_chosen_exercises_are_graded(repository: Repository) -> None:
    repository.exercise()
    repository.exercise(OTHER)
    assert list(outcomes(graded(repository, "count")[1])) == ["count_words"]


def test_only_the_exercises_of_a_level_are_graded(repository: Repository) -> None:
    repository.exercise()
    repository.exercise(OTHER, page=page("first step"))
    data = graded(repository, "--level", "first-step")[1]
    assert list(outcomes(data)) == ["count_words"]
    assert data["exercises"][0]["level"] == "first step"
    assert list(outcomes(graded(repository, "core")[1])) == ["running_total"]
    with pytest.raises(Usage, match="none of these exercises has the level core"):
        grade.main(["--level", "core", "count_words"])


def test_what_failed_before_is_next_though_another_one_was_graded_now(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.exercise(stub=READS_ALL)
    repository.exercise(OTHER, stub=REFERENCE)
    graded(repository, "running_total")
    capsys.readouterr()
    graded(repository, "count_words")
    assert "\n  next: nox -s grade -- running_total\n" in capsys.readouterr().out


def test_what_follows_is_next_on_the_ladder_whatever_its_number(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.exercise(page=page("deeper"), stub=REFERENCE)
    puzzle = "02_iterators_and_generators/02_count_lines"
    for folder, level in ((OTHER, "deeper"), (puzzle, "puzzle")):
        made = repository.exercise(folder, page=page(level))
        stubs.record({made.name: Stub(made.stub.read_text(encoding="utf-8"))})
    graded(repository, "running_total")
    assert "next: nox -s grade -- count_words" in capsys.readouterr().out


def test_a_decoy_is_graded_in_the_stubs_place(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise()
    code, data = graded(repository, "running", "--decoy", "reads_all_first")
    assert (code, outcomes(data)) == (1, {"running_total": ["passed", "over"]})
    assert data["source"] == "decoy reads_all_first"
    assert "readings taken for the first total" in capsys.readouterr().out


def test_every_outcome_stands_in_a_valid_report(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise(stub=DOES_ALL, tests=OUTCOMES)
    repository.exercise(OTHER, stub="def count_words(:\n")
    code, data = graded(repository, "-v")
    found = outcomes(data)
    words = ["passed", "failed", "over", "late", "crashed", "unsure", "todo", "fault"]
    assert (code, found["running_total"]) == (4, words)
    assert found["count_words"] == ["refused", "refused"]
    over = data["exercises"][0]["tests"][2]
    assert over["held"][0]["text"] == "return len(bytes(1_000_000))"
    screen = capsys.readouterr().out
    assert "Traceback" not in screen
    assert [screen.count(f"\n  {card}") for card in ("02.01 running_total: ", "03.05 count_words: ")] == [4, 2]


def test_a_test_file_that_cannot_be_collected_is_a_fault(repository: Repository) -> None:
    repository.exercise(tests="import nothing_of_the_kind\n")
    code, data = graded(repository)
    assert (code, data["exercises"]) == (4, [])
    assert "nothing_of_the_kind" in data["faults"][0]


def test_one_bad_test_file_costs_the_others_nothing_but_is_said(repository: Repository) -> None:
    repository.exercise(tests="import nothing_of_the_kind\n")
    repository.exercise(OTHER)
    code, data = graded(repository, "--solutions")
    assert (code, outcomes(data)) == (4, {"count_words": ["passed", "passed"]})
    assert len(data["faults"]) == 1


def test_a_test_file_without_tests_is_no_success(repository: Repository) -> None:
    repository.exercise(tests="")
    code, data = graded(repository)
    assert (code, outcomes(data)) == (4, {"running_total": []})


def test_an_interruption_keeps_what_was_graded(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.exercise(stub=REFERENCE)
    repository.exercise(OTHER, tests="def test_interrupted():\n    raise KeyboardInterrupt\n")
    code, data = graded(repository)
    assert (code, data["interrupted"], data["points"]) == (1, True, 10)
    assert outcomes(data) == {"running_total": ["passed", "passed"], "count_words": []}
    assert "interrupted: 1 of 2 exercises graded" in capsys.readouterr().out


def test_what_an_interruption_left_out_of_an_exercise_earns_nothing(repository: Repository) -> None:
    tests = TESTS.replace(
        "    source = tripwire", "    if True:\n        raise KeyboardInterrupt\n    source = tripwire"
    )
    repository.exercise(stub=REFERENCE, tests=tests)
    code, data = graded(repository)
    assert (code, data["points"], data["max_points"]) == (1, 5, 10)
    passed, missing = data["exercises"][0]["tests"]
    assert (passed["outcome"], missing["outcome"], missing["bound"]) == ("passed", "todo", True)
    assert missing["message"] == "not run: the grading was interrupted before"


def test_an_error_inside_pytest_is_a_fault(repository: Repository) -> None:
    repository.exercise()
    hook = "pytest_plugins = ['graders.judge.plugin']\n\n\ndef pytest_runtestloop():\n"
    repository.write("conftest.py", hook + "    raise RuntimeError('broken hook')\n")
    code, data = graded(repository)
    assert code == 4
    assert "broken hook" in data["faults"][0]


def test_an_exercise_without_a_test_file_is_no_success(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.exercise().tests.unlink()
    with pytest.raises(Unable, match=r"test_running_total\.py is not there: running_total is left out"):
        graded(repository)
    assert "all done" not in capsys.readouterr().out


def test_a_pytest_that_cannot_start_is_told(repository: Repository) -> None:
    repository.exercise()
    repository.write("pyproject.toml", "[tool.pytest.ini_options]\nminversion = '99'\n")
    with pytest.raises(Usage, match="pytest could not start"):
        graded(repository)


def test_inline_shows_pytests_own_screens_and_writes_nothing(
    repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    repository.exercise(stub=REFERENCE)
    assert grade.main(["--inline", "running_total", "--seed", "3"]) == 0
    screen = capsys.readouterr().out
    assert "2 passed" in screen
    assert "not isolated, gives no points" in screen
    assert not (repository.root / "results.json").exists()


def test_inline_shows_the_lines_that_hold_the_memory(
    repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    over = (
        OUTCOMES[: OUTCOMES.index("def test_late")]
        .replace("def test_passed", "def passed")
        .replace("def test_failed", "def failed")
    )
    repository.exercise(stub=DOES_ALL, tests=over)
    before = {path for path in repository.root.rglob("*") if ".pytest_cache" not in path.parts}
    assert grade.main(["--inline", "running_total"]) == 1
    assert re.search(
        r"Held at the peak:\n *E? *running_total.py:6 +return len\(bytes\(1_000_000\)\)", capsys.readouterr().out
    )
    assert {path for path in repository.root.rglob("*") if ".pytest_cache" not in path.parts} == before


def test_results_that_cannot_be_written_are_told(repository: Repository, tmp_path: Path) -> None:
    repository.exercise()
    (tmp_path / "file").touch()
    with pytest.raises(Usage, match=r"results\.json: cannot be written"):
        grade.main(["--json", str(tmp_path / "file" / "results.json")])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing_of_the_kind"], "nox -s list -- --all shows the names"),
        (["--solutions", "--decoy", "x"], "--solutions and --decoy exclude each other"),
        (["--strong", "--inline"], "--strong and --inline exclude each other"),
        (["--decoy", "reads_all_first"], "--decoy needs one exercise"),
        (["running_total", "--decoy", "x"], "running_total has no decoy 'x'; it has: reads_all_first"),
        (["--seed", "one"], "invalid int value"),
        (["--submission", "nowhere"], "nowhere: cannot be read"),
        (["--submission", "pyproject.toml"], "pyproject.toml: is neither a folder nor an archive"),
        (["--what"], "--help lists what can be asked"),
    ],
)
def test_a_request_that_cannot_be_followed_says_what_to_do(
    repository: Repository, arguments: list[str], words: str
) -> None:
    repository.exercise()
    repository.exercise(OTHER)
    with pytest.raises(Usage, match=words):
        grade.main(arguments)


def test_a_card_has_the_number_of_the_try_before(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    stub = repository.exercise().stub
    stub.write_text(READS_ALL)
    graded(repository)
    graded(repository)
    assert "the try before" not in capsys.readouterr().out  # the same text again is no other try
    stub.write_text(READS_ALL.replace("(readings)))", "(itertools.islice(readings, 10))))"))
    graded(repository)
    assert re.search(r"the try before +100\n", capsys.readouterr().out)


def test_a_submission_is_graded_in_place_of_the_stubs(
    repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stub = repository.exercise(stub=REFERENCE).stub.relative_to(repository.root)
    other = repository.exercise(OTHER).stub.relative_to(repository.root)
    handed_in = tmp_path / "inbox" / "alice"
    (handed_in / other).parent.mkdir(parents=True)
    (handed_in / other).write_text(READS_ALL.replace("running_total", "count_words"), encoding="utf-8")
    (handed_in / "conftest.py").touch()
    code, data = graded(repository, "--submission", str(handed_in))
    assert (code, outcomes(data)) == (1, {"running_total": ["refused"] * 2, "count_words": ["passed", "over"]})
    assert data["exercises"][0]["tests"][0]["message"] == f"not in the submission: {stub.as_posix()}"
    assert [exercise["file"] for exercise in data["exercises"]] == [stub.as_posix(), other.as_posix()]
    assert (data["source"], data["submission"], data["ignored"]) == ("submission", str(handed_in), ["conftest.py"])
    assert "changed, ignored: 1 file: conftest.py" in capsys.readouterr().out


@pytest.mark.parametrize("other", [["--solutions"], ["--decoy", "reads_all_first"], ["--inline"]])
def test_a_submission_is_all_that_is_graded(repository: Repository, other: list[str]) -> None:
    repository.exercise()
    with pytest.raises(Usage, match="--submission excludes --solutions, --decoy and --inline"):
        grade.main(["--submission", str(repository.root), *other])


def test_a_handout_has_no_solutions_to_grade(repository: Repository) -> None:
    exercise = repository.exercise()
    exercise.reference.unlink()
    with pytest.raises(Usage, match="no reference solution here for running_total"):
        grade.main(["--solutions"])
    for decoy in exercise.decoys:
        decoy.unlink()
    with pytest.raises(Usage, match="it has: none"):
        grade.main(["--decoy", "x"])


def test_a_repository_without_exercises_is_told(repository: Repository) -> None:
    with pytest.raises(Usage, match="no exercises in"):
        grade.main([])


def test_plugins_that_happen_to_be_installed_are_left_out(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    repository.exercise()

    class Looks:
        seen = False

        def pytest_configure(self, config: pytest.Config) -> None:
            self.seen = config.pluginmanager.has_plugin("memray")

    looks = Looks()
    session.run_pytest(repository.root, ["--collect-only", "-q"], looks)
    assert not looks.seen
    assert "PYTEST_DISABLE_PLUGIN_AUTOLOAD" not in os.environ


@pytest.mark.parametrize(
    "told", ["-k sums", "-x -v --tb=short", "-n 2", "--lf", "--collect-only", "-p no:graders.judge.plugin"]
)
def test_what_the_user_tells_pytest_does_not_reach_a_grading(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    repository.exercise(stub=READS_ALL)
    monkeypatch.setenv("PYTEST_ADDOPTS", told)
    monkeypatch.setenv("PYTEST_PLUGINS", "a_plugin_of_nowhere")
    settings = repository.root / "pyproject.toml"
    settings.write_text(
        settings.read_text().replace("addopts = [", f"addopts = [{', '.join(map(repr, told.split()))}, ")
    )
    code, data = graded(repository)
    assert (code, data["points"], data["max_points"], data.get("faults")) == (1, 5, 10, None)


def test_tests_that_somebody_leaves_out_are_missed(repository: Repository) -> None:
    exercise = repository.exercise(stub=REFERENCE)
    hook = "\n\ndef pytest_collection_modifyitems(items):\n    del items[:{0}]\n"
    first = (repository.root / "conftest.py").read_text()
    for left_out in (1, 2):
        repository.write("conftest.py", first + hook.format(left_out))
        code, data = graded(repository)
        assert code == 4
        assert data["faults"] == [f"{exercise.name}: not all of its tests were collected"]


def test_tests_that_raise_at_their_own_import_name_the_line(repository: Repository) -> None:
    repository.exercise(tests=TESTS + "\n\nrunning_total([1])\n")
    _, data = graded(repository)
    assert "inside a test only" in data["faults"][0]


# A fault of ours


class Broken(Exception):
    pass


def breaks(*_: object) -> None:
    raise Broken("on purpose")


def test_a_fault_before_the_first_test_is_told_in_a_line(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.exercise()
    monkeypatch.setattr("graders.judge.spawners.Spawners.open", breaks)
    with pytest.raises(Unable, match=r"^Broken: on purpose \(at graders/"):
        grade.main([])
    assert capsys.readouterr() == ("", "")


def test_a_fault_in_the_middle_keeps_what_was_graded(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.exercise(stub=REFERENCE)
    repository.exercise(OTHER, stub=REFERENCE.replace("running_total", "count_words"))
    begun: list[object] = []
    judged = session._judged

    def fourth(item: pytest.Item) -> TestResult:
        begun.append(item)
        if len(begun) == 4:
            breaks()
        return judged(item)

    monkeypatch.setattr(session, "_judged", fourth)
    code, data = graded(repository, "--jobs", "1")
    assert (code, data["points"], data["max_points"]) == (4, 10, 10)
    assert outcomes(data) == {"running_total": ["passed", "passed"], "count_words": ["passed", "fault"]}
    assert data["faults"][0].startswith("Broken: on purpose (at graders/")
    told = capsys.readouterr()
    assert "Broken: on purpose" in told.out
    assert told.err == ""


def test_a_fault_of_an_inline_run_is_not_unsure(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    repository.exercise(stub=REFERENCE)
    monkeypatch.setattr(plugin, "pytest_runtest_protocol", breaks)
    assert grade.main(["--inline"]) == 4
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("fault of the grader: Broken: on purpose (at graders/")


@pytest.mark.parametrize("asked", [False, True])
def test_the_traceback_of_a_fault_is_for_those_who_ask(
    asked: bool, repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(TRACEBACK, "1" if asked else "")
    repository.exercise()
    monkeypatch.setattr("graders.judge.spawners.Spawners.open", breaks)
    with pytest.raises(Unable):
        grade.main([])
    assert ("Traceback (most recent call last):" in capsys.readouterr().err) is asked
