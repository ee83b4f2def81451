"""What the autograder of Classroom 50 does around the grading: its time, its environment, and its one line."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
import zipfile
from base64 import urlsafe_b64encode
from pathlib import Path

import pytest

from graders.authors.bundles.classroom50 import autograder
from graders.authors.bundles.classroom50.autograder import CannotGrade

SETTINGS = '[dependency-groups]\ngrade = [\n    "msgspec>=1",\n    "psutil",\n    "pytest",\n    "rich",\n]\n'
FOREVER = float("inf")


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No runner, a checkout to stand in, and packages from a folder: nothing here needs the network."""
    for name in ("GITHUB_ACTIONS", "GITHUB_EVENT_PATH", "RUNNER_TEMP", "RUNNER_TOOL_CACHE", "PIP_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    monkeypatch.setenv("CLASSROOM50_BUNDLE_DIR", str(tmp_path / "bundle"))
    (tmp_path / "checkout").mkdir()
    monkeypatch.chdir(tmp_path / "checkout")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course that needs four packages."""
    folder = tmp_path / "bundle" / "course"
    folder.mkdir(parents=True)
    (folder / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "selected.txt").write_text("\n", encoding="utf-8")
    return folder


def wheels(folder: Path, *names: str) -> None:
    """A package of each name, which holds nothing but itself."""
    folder.mkdir()
    for name in names:
        info = f"{name}-1.0.dist-info"
        files = {
            f"{name}.py": "",
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
            f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        lines = [f"{path},sha256={_digest(text)},{len(text)}" for path, text in files.items()]
        files[f"{info}/RECORD"] = "\n".join([*lines, f"{info}/RECORD,,"]) + "\n"
        with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as archive:
            for path, text in files.items():
                archive.writestr(path, text)


def _digest(text: str) -> str:
    return urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")


def test_the_environment_is_made_once_and_kept_where_the_runner_keeps_tools(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheels(tmp_path / "wheels", "msgspec", "psutil", "pytest", "rich")
    monkeypatch.setenv("RUNNER_TOOL_CACHE", str(tmp_path / "tools"))
    (tmp_path / "tools").mkdir()
    (tmp_path / "checkout" / "pip.py").write_text(f"open({str(tmp_path / 'sprung')!r}, 'w')\n", encoding="utf-8")
    (tmp_path / "scratch").mkdir()
    python = autograder.environment(course, tmp_path / "scratch", FOREVER)
    (kept,) = (tmp_path / "tools").iterdir()
    assert Path(python).is_relative_to(kept)
    assert autograder.works(kept)
    assert not any((tmp_path / "scratch").iterdir())
    assert not (tmp_path / "sprung").exists()

    def again(*_: object) -> str:
        raise AssertionError("made again")

    monkeypatch.setattr(autograder, "step", again)
    assert autograder.environment(course, tmp_path / "scratch", FOREVER) == python


def test_what_cannot_be_kept_is_used_where_it_was_made(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr(autograder, "step", lambda what, *_: made.append(what))
    assert Path(autograder.environment(course, tmp_path, FOREVER)).is_relative_to(tmp_path / "environment")
    monkeypatch.setenv("RUNNER_TOOL_CACHE", str(tmp_path / "nowhere"))
    assert Path(autograder.environment(course, tmp_path, FOREVER)).is_relative_to(tmp_path / "environment")
    assert made == ["making an environment", "installing the graders' requirements"] * 2


def test_an_environment_is_kept_for_its_requirements(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNNER_TOOL_CACHE", "/tools")
    before = autograder.kept_environment(course)
    assert before == autograder.kept_environment(course)
    (course / "pyproject.toml").write_text(SETTINGS.replace("msgspec>=1", "msgspec>=2"), encoding="utf-8")
    assert before != autograder.kept_environment(course)


def test_half_an_environment_does_not_work(tmp_path: Path) -> None:
    assert not autograder.works(tmp_path)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "half")], check=True)
    assert not autograder.works(tmp_path / "half")


def failed(capfd: pytest.CaptureFixture[str]) -> str:
    """The one line with which the autograder gave up."""
    assert autograder.main() == autograder.FAULT
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert not list(Path.cwd().iterdir())
    return said


def test_requirements_that_are_not_to_be_had_are_one_line(
    course: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    wheels(tmp_path / "wheels", "psutil")
    said = failed(capfd)
    assert "installing the graders' requirements failed: ERROR: No matching distribution found for msgspec>=1" in said


@pytest.mark.usefixtures("course")
def test_a_set_up_for_which_no_time_is_left_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(autograder, "seconds_of_the_job", lambda: 650.0)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    said = failed(capfd)
    assert said.startswith("::error::The submission could not be graded, which is not its fault: making an environment")
    assert said.endswith("was not done in the 0 s that were left; run the job again\n")


@pytest.mark.usefixtures("course")
def test_a_python_that_is_too_old_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(autograder, "OLDEST", (9, 9))
    assert "the assignment's runtime needs Python 9.9 or newer, and has 3." in failed(capfd)


def test_a_bundle_without_its_course_is_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    assert "FileNotFoundError" in failed(capfd)


@pytest.mark.usefixtures("course")
def test_graders_that_fail_are_their_last_line(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(autograder, "environment", lambda *_: sys.executable)
    assert "grading failed: " in failed(capfd)


@pytest.mark.parametrize(
    ("result", "why"),
    [
        ('{"tests": [], "max-score": 0}', "could not tell about a single test"),
        ('{"tests": [{}], "max-score": 0}', "could not tell about a single test"),
        ("", "JSONDecodeError"),
        (None, "FileNotFoundError"),
    ],
)
@pytest.mark.usefixtures("course")
def test_a_result_that_would_be_a_green_0_of_0_is_none(
    result: str | None, why: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def graded(*_: object) -> str:
        if result is not None:
            Path("result.json").write_text(result, encoding="utf-8")
        return "  0 of 0 points"

    monkeypatch.setattr(autograder, "environment", lambda *_: sys.executable)
    monkeypatch.setattr(autograder, "step", graded)
    assert autograder.main() == autograder.FAULT
    assert why in capfd.readouterr().err


@pytest.mark.usefixtures("course")
def test_the_graders_are_told_what_is_left_of_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []

    def graded(_what: str, command: list[str], *_: object) -> str:
        commands.append(command)
        Path("result.json").write_text('{"tests": [{}], "max-score": 1}', encoding="utf-8")
        return "  1 of 1 points"

    monkeypatch.setattr(autograder, "seconds_of_the_job", lambda: 100.0)
    monkeypatch.setattr(autograder, "environment", lambda *_: sys.executable)
    monkeypatch.setattr(autograder, "step", graded)
    for name in ("result.json", "release-body.md"):
        (Path(name) / "theirs").mkdir(parents=True)  # what a student put there goes away
    assert autograder.main() == 0
    (command,) = commands
    assert 0 < float(command[command.index("--budget") + 1]) <= autograder.BUDGET_SECONDS - 100
    assert command[command.index("--submission") + 1] == str(Path.cwd())
    assert not Path("release-body.md").exists()


def test_a_command_is_ended_when_its_time_is_up(tmp_path: Path) -> None:
    with pytest.raises(CannotGrade, match="waiting was not done in the . s that were left"):
        autograder.step("waiting", [sys.executable, "-c", "while True: pass"], tmp_path, time.monotonic() + 0.3)


def test_a_command_without_a_word_is_known_by_its_exit_code(tmp_path: Path) -> None:
    with pytest.raises(CannotGrade, match="leaving failed: exit code 7"):
        autograder.step("leaving", [sys.executable, "-c", "raise SystemExit(7)"], tmp_path, FOREVER)
    assert autograder.step("saying", [sys.executable, "-c", "print('a\\n b\\n')"], tmp_path, FOREVER) == " b"


def test_the_environment_of_a_learner_holds_nothing_of_the_runner(monkeypatch: pytest.MonkeyPatch) -> None:
    names = (
        "GITHUB_OUTPUT",
        "GITHUB_STEP_SUMMARY",
        "GITHUB_TOKEN",
        "ACTIONS_RUNTIME_TOKEN",
        "PYTHONPATH",
        "RUNNER_TEMP",
    )
    for name in names:
        monkeypatch.setenv(name, "secret")
    assert not set(autograder.clean()) & set(names)
    assert "PATH" in autograder.clean()


def test_a_line_is_an_annotation_on_github_only(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    autograder.complain("100%\nwrong")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    autograder.complain("100%\nwrong")
    assert capfd.readouterr().err == "100% wrong\n::error::100%25%0Awrong\n"


def test_without_a_trace_of_the_jobs_start_a_minute_is_assumed() -> None:
    assert autograder.seconds_of_the_job() == autograder.UNSEEN_SECONDS


@pytest.mark.parametrize(("ago", "seen"), [(300, 300), (0, 0), (5000, 60), (-100, 60)])
def test_the_folder_of_the_event_is_as_old_as_the_job(
    ago: int, seen: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "_github_workflow"
    folder.mkdir()
    (folder / "event.json").write_text("{}", encoding="utf-8")
    made = 1_000_000_000.0
    os.utime(folder, (made, made))
    monkeypatch.setattr(time, "time", lambda: made + ago)
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(folder / "event.json"))
    assert autograder.seconds_of_the_job() == seen
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(tmp_path / "missing" / "event.json"))
    assert autograder.seconds_of_the_job() == autograder.UNSEEN_SECONDS


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no /proc")
def test_the_worker_of_the_runner_is_as_old_as_the_job(tmp_path: Path) -> None:
    worker = tmp_path / "Runner.Worker"
    tell = "from graders.authors.bundles.classroom50 import autograder; print(autograder.seconds_of_the_job())"
    # Two processes lie between, as in a job: a step's shell and the runner's script.
    worker.write_text(
        f"#!/bin/sh\nsleep 1\nsh -c '\"$0\" -c \"$1\"; true' {sys.executable} '{tell}'\nexit 0\n", encoding="utf-8"
    )
    worker.chmod(0o755)
    root = Path(autograder.__file__).parents[4]
    done = subprocess.run([str(worker)], cwd=root, capture_output=True, text=True, check=False)
    assert 1 <= float(done.stdout) != autograder.UNSEEN_SECONDS, done.stderr


def test_no_proc_is_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getppid", lambda: 2**30)
    assert list(autograder.worker_seconds()) == []
