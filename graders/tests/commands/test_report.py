from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from graders.commands import report
from graders.model.errors import Usage
from graders.model.invocation import CALLED_AS
from graders.tests.commands.test_grade import OTHER
from graders.tests.repositories import READS_ALL, Repository

RUNNER = {
    "CLASSROOM": "py-101",
    "ASSIGNMENT": "first-week",
    "SUBMISSION_TAG": "submit/1",
    "COMMIT_URL": "https://example.org/c",
    "RELEASE_URL": "https://example.org/r",
    "REVIEW_URL": "https://example.org/v",
}


@pytest.fixture
def handed_in(repository: Repository) -> Path:
    """One test of two passes."""
    exercise = repository.exercise()
    file = repository.root.parent / "ada" / Path(*exercise.stub.parts[-4:])
    file.parent.mkdir(parents=True)
    file.write_text(READS_ALL, encoding="utf-8")
    return repository.root.parent / "ada"


def written(kind: str, handed_in: Path, *more: str) -> tuple[int, str]:
    """The exit code, and the file."""
    out = handed_in.parent / "out" / "file"
    code = report.main([kind, "--submission", str(handed_in), "--out", str(out), *more])
    return code, out.read_text(encoding="utf-8")


def loaded(kind: str, handed_in: Path, *more: str) -> Any:
    return json.loads(written(kind, handed_in, *more)[1])


def test_classroom50_says_again_what_its_runner_said(handed_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in RUNNER.items():
        monkeypatch.setenv(name, value)
    found = loaded("classroom50", handed_in)
    assert (found["classroom"], found["assignment"], found["submission"]) == ("py-101", "first-week", "submit/1")
    assert (found["score"], found["max-score"]) == (5, 10)


def test_beside_classroom50s_file_is_what_the_learner_reads(handed_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in RUNNER.items():
        monkeypatch.setenv(name, value)
    written("classroom50", handed_in)
    assert {path.name for path in (handed_in.parent / "out").iterdir()} == {"file", "release-body.md"}
    body = (handed_in.parent / "out" / "release-body.md").read_text(encoding="utf-8")
    assert body.startswith("## 5 of 10 points\n")
    assert "### Next: 02.01 running&#95;total" in body
    assert "What to try     Hand out each total as soon as it is there." in body
    assert "<details><summary>The first hint</summary>\n\nAdd on paper.\n\n</details>" in body


def test_an_exercise_without_hints_is_reported_without(
    handed_in: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in RUNNER.items():
        monkeypatch.setenv(name, value)
    repository.exercise(hints="# Hints\n")
    written("classroom50", handed_in)
    assert "<details>" not in (handed_in.parent / "out" / "release-body.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["junit", "gradescope", "prairielearn"])
def test_learners_are_told_nox_however_it_was_called(
    kind: str, handed_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CALLED_AS, "python noxfile.py")
    _, text = written(kind, handed_in)
    assert "nox -s hint -- running_total" in text
    assert "noxfile.py" not in text


def test_a_wrong_usage_is_told_as_it_was_called(handed_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CALLED_AS, "python noxfile.py")
    with pytest.raises(Usage, match=r"python noxfile\.py report --help lists"):
        report.main(["junit"])


def test_classroom50_anywhere_else_is_a_wrong_usage(handed_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in RUNNER:
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(Usage, match="not the runner of Classroom 50"):
        written("classroom50", handed_in)


def test_every_platform_shows_the_same_score(handed_in: Path) -> None:
    gradescope, prairielearn = (loaded(kind, handed_in) for kind in ("gradescope", "prairielearn"))
    assert sum(test["score"] for test in gradescope["tests"]) == 5
    assert prairielearn["score"] == 0.5
    assert 'failures="1"' in written("junit", handed_in)[1]
    (row,) = csv.DictReader(written("csv", handed_in)[1].splitlines())
    assert (row["username"], row["score"], row["max_score"]) == ("ada", "5", "10")


def test_what_a_learner_did_is_exit_0(
    handed_in: Path, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    assert written("junit", handed_in)[0] == 0
    empty = handed_in.parent / "empty"
    empty.mkdir()
    assert report.main(["junit", "--submission", str(empty), "--out", str(empty / "junit.xml")]) == 0
    repository.exercise(OTHER, tests="import nothing_of_the_kind\n")
    capsys.readouterr()
    assert written("junit", handed_in)[0] == 4
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.startswith("the grader's own fault: the grader worked: ")
    assert "nothing_of_the_kind" in said


def test_what_is_not_run_for_want_of_time_is_said_and_fails(handed_in: Path) -> None:
    found = loaded("gradescope", handed_in, "--budget", "0")
    assert [test["score"] for test in found["tests"]] == [0, 0]
    assert "the time for the whole grading is used up" in json.dumps(found)


def test_a_file_that_cannot_be_written_is_one_line(handed_in: Path) -> None:
    (handed_in.parent / "out").write_text("", encoding="utf-8")
    with pytest.raises(Usage, match="cannot be written"):
        report.main(["junit", "--submission", str(handed_in), "--out", str(handed_in.parent / "out" / "file")])


@pytest.mark.parametrize("arguments", [["moodle"], ["junit"], ["junit", "--submission", "nowhere", "--out", "x"]])
def test_a_request_that_cannot_be_followed(handed_in: Path, arguments: list[str]) -> None:
    with pytest.raises(Usage):
        report.main(arguments)
