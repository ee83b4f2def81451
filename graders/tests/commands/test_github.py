"""The grading step of a workflow: each result goes where GitHub's runner looks for it."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any

import pytest

from graders.commands import github
from graders.judge import results
from graders.model.errors import Usage
from graders.model.invocation import CALLED_AS
from graders.model.report import Report
from graders.tests.formats import readers
from graders.tests.formats.samples import valid
from graders.tests.repositories import FOLDER, MODULE, READS_ALL, REFERENCE, Repository

OTHER = "03_memory_management/05_count_words"
STUB = f"exercises/{FOLDER}/{MODULE}.py"
IDS = ["iteratorsandgenerators", "memorymanagement"]


class Runner:
    """What GitHub's runner gives a step, and finds afterwards."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.output, self.summary, self.out = folder / "output", folder / "summary.md", folder / "artifacts"
        for file in (self.output, self.summary):
            file.write_text("before\n", encoding="utf-8")
        monkeypatch.setenv("GITHUB_OUTPUT", str(self.output))
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(self.summary))
        monkeypatch.setenv("GITHUB_REPOSITORY", "ada/katas-ada")

    def grade(self, *arguments: str) -> int:
        """The exit code of the step."""
        return github.main([*arguments, "--seed", "3", "--out", str(self.out)])

    @property
    def outputs(self) -> dict[str, Any]:
        """What the reporter finds, by runner."""
        first, *lines = self.output.read_text(encoding="utf-8").splitlines()
        assert first == "before"
        pairs = [line.split("=", 1) for line in lines]
        return {name: json.loads(base64.b64decode(text)) for name, text in pairs}

    @property
    def report(self) -> Any:
        """The artifact results.json."""
        return json.loads((self.out / "results.json").read_text(encoding="utf-8"))


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    return Runner(tmp_path, monkeypatch)


def clone(tmp_path: Path, text: str) -> Path:
    """What a learner handed in: one stub, and a changed workflow."""
    root = tmp_path / "clone"
    for name, content in ((STUB, text), (".github/workflows/classroom.yml", "on: push\n")):
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text(content, encoding="utf-8")
    return root


def test_results_go_where_the_runner_looks(
    repository: Repository, runner: Runner, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.exercise(stub=READS_ALL)
    repository.exercise(OTHER, stub=REFERENCE.replace(MODULE, "count_words"))
    assert runner.grade() == 1
    outputs = valid(runner.outputs, "classroom")
    assert list(outputs) == IDS
    assert readers.console_total(outputs) == readers.check_run_total(outputs) == 15
    assert readers.check_run_max(outputs) == 20
    assert [outputs[each]["status"] for each in IDS] == ["fail", "pass"]
    assert (runner.report["points"], runner.report["max_points"], runner.report["seed"]) == (15, 20, 3)
    made = valid(readers.junit((runner.out / "junit.xml").read_text(encoding="utf-8")), "junit")
    assert (made["properties"]["score"], made["properties"]["max_score"]) == ("15", "20")
    columns, row = (runner.out / "grades.csv").read_text(encoding="utf-8").splitlines()
    assert columns.startswith("username,score,max_score,datetime,")
    assert row.startswith("ada/katas-ada,15,20,20")
    assert runner.summary.read_text(encoding="utf-8").startswith("before\n## 15 of 20 points\n")
    screen = capsys.readouterr().out
    assert "15 of 20 points" in screen
    assert "What to try     Hand out each total as soon as it is there." in screen
    (line,) = [line for line in screen.splitlines() if line.startswith("::")]
    name, said, message = readers.command(line)
    assert (name, said["file"], said["title"]) == (
        "error",
        STUB,
        "02.01 running_total: One total takes no more than 2 readings",
    )
    assert message.endswith("Stuck? nox -s hint -- running_total")


def test_learners_are_told_nox_however_it_was_called(
    repository: Repository, runner: Runner, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(CALLED_AS, "python noxfile.py")
    repository.exercise(stub=READS_ALL)
    assert runner.grade() == 1
    told = runner.summary.read_text(encoding="utf-8") + capsys.readouterr().out
    assert "nox -s hint -- running" in told
    assert "noxfile.py" not in told


def test_a_submission_is_graded_and_what_it_changes_is_told(
    repository: Repository, runner: Runner, tmp_path: Path
) -> None:
    repository.exercise()
    assert runner.grade("--submission", str(clone(tmp_path, REFERENCE))) == 0
    assert (runner.report["source"], runner.report["points"]) == ("submission", 10)
    page = runner.summary.read_text(encoding="utf-8")
    assert "Changed or added, without any influence: 1 file\n  - .github/workflows/classroom.yml\n" in page
    assert "- The submitted code was held by: " in page


def test_an_exercise_that_is_missing_fails_its_tests(repository: Repository, runner: Runner, tmp_path: Path) -> None:
    repository.exercise()
    repository.exercise(OTHER)
    assert runner.grade("--submission", str(clone(tmp_path, REFERENCE))) == 1
    outputs = runner.outputs
    assert [outputs[each]["status"] for each in IDS] == ["pass", "fail"]
    assert [test["score"] for test in outputs[IDS[1]]["tests"]] == [0] * 10
    assert "not in the submission" in outputs[IDS[1]]["tests"][0]["message"]


@pytest.mark.parametrize("kind", ["empty folder", "no archive"])
def test_a_submission_of_no_use_has_all_its_rows(
    kind: str, repository: Repository, runner: Runner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.exercise()
    path = tmp_path / "handed_in"
    if kind == "empty folder":
        path.mkdir()
    else:
        path.write_text("notes\n", encoding="utf-8")
    assert runner.grade("--submission", str(path)) == 1
    result = runner.outputs[IDS[0]]
    assert (result["status"], result["max_score"], [test["score"] for test in result["tests"]]) == (
        "fail",
        10,
        [0] * 10,
    )
    why = {"empty folder": "is empty: it holds no stub, such as", "no archive": "is neither a folder nor an archive"}[
        kind
    ]
    assert f"the submission {why}" in result["tests"][0]["message"]
    assert not re.search(r"^::error .*line=", capsys.readouterr().out, re.MULTILINE)
    assert runner.report["submission"] == str(path)


def test_a_submission_that_is_not_there_is_no_fault_of_the_learner(
    repository: Repository, runner: Runner, tmp_path: Path
) -> None:
    repository.exercise()
    with pytest.raises(Usage, match="nowhere: cannot be read"):
        runner.grade("--submission", str(tmp_path / "nowhere"))
    assert runner.outputs == {}


def test_topics_that_were_not_asked_for_have_a_runner_too(repository: Repository, runner: Runner) -> None:
    repository.exercise(stub=REFERENCE)
    repository.exercise(OTHER)
    assert runner.grade("running") == 0
    outputs = runner.outputs
    assert list(outputs) == IDS
    assert (outputs[IDS[1]]["status"], outputs[IDS[1]]["max_score"]) == ("pass", 0)


def test_a_fault_is_an_error_of_the_runner(repository: Repository, runner: Runner) -> None:
    repository.exercise(tests="import nothing_of_the_kind\n")
    assert runner.grade() == 4
    result = runner.outputs[IDS[0]]
    assert (result["status"], result["max_score"]) == ("error", 0)
    assert "nothing_of_the_kind" in result["tests"][0]["message"]


def test_outside_github_it_says_where_it_would_write(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    repository.exercise(stub=REFERENCE)
    assert github.main([]) == 0
    told = capsys.readouterr().out
    assert "  not on GitHub: the results of the runners iteratorsandgenerators would go to $GITHUB_OUTPUT\n" in told
    assert re.search(r"  not on GitHub: the summary, \d+ bytes of Markdown, would go to \$GITHUB_STEP_SUMMARY\n", told)
    assert (repository.root / "results.json").exists()
    assert (repository.root / "junit.xml").exists()


@pytest.mark.parametrize("variable", ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"])
def test_a_file_that_cannot_be_written_is_one_line(
    variable: str, repository: Repository, runner: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.exercise()
    monkeypatch.setenv(variable, str(tmp_path))
    with pytest.raises(Usage, match=re.escape(f"{tmp_path}: cannot be written (")):
        runner.grade()


def test_a_full_disk_is_told(repository: Repository, runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(report: Report, path: Path) -> None:
        raise OSError(28, "No space left on device")

    repository.exercise()
    monkeypatch.setattr(results, "write", full)
    with pytest.raises(Usage, match=r"results\.json: cannot be written \(No space left on device\)"):
        runner.grade()


def test_the_selectors_are_those_of_grade(repository: Repository, runner: Runner) -> None:
    repository.exercise()
    with pytest.raises(Usage, match="shows the names"):
        runner.grade("nothing_of_the_kind")
