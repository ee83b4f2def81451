from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from graders.commands import reset as command
from graders.commands.arguments import answer
from graders.commands.reset import NoStub, is_stub, pristine, reset
from graders.model.exercises import Exercise

STUB = 'def running_total(numbers):\n    """Yields each sum so far."""\n    raise NotImplementedError\n'
DONE = "from itertools import accumulate\n\n\ndef running_total(numbers):\n    return accumulate(numbers)\n"
FOLDER = Path("exercises") / "02_iterators_and_generators" / "01_running_total"

Commit = Callable[[str], str]


def git(root: Path, *command: str) -> str:
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *identity, "-C", str(root), *command], capture_output=True, check=True, text=True)
    return done.stdout.strip()


@pytest.fixture(autouse=True)
def no_git_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / FOLDER).mkdir(parents=True)
    git(tmp_path, "init", "-q")
    return tmp_path


@pytest.fixture
def total(root: Path) -> Exercise:
    return Exercise(root / FOLDER)


@pytest.fixture
def commit(root: Path, total: Exercise) -> Commit:
    def put(text: str) -> str:
        total.stub.write_text(text, encoding="utf-8", newline="")
        git(root, "add", "-A")
        git(root, "commit", "-q", "--allow-empty", "-m", "a step")
        return git(root, "rev-parse", "HEAD")

    return put


def main(argv: list[str], root: Path) -> int:
    """The exit code of the command."""
    return answer(lambda: command.main(argv, root))


def test_brings_back_the_stub_and_keeps_the_text(root: Path, total: Exercise, commit: Commit) -> None:
    first = commit(STUB)
    total.stub.write_text(DONE, encoding="utf-8")
    done = reset(total, root / ".katas")
    assert (done.commit, done.changed, total.stub.read_text()) == (first, True, STUB)
    assert done.backup is not None
    assert done.backup.read_text() == DONE
    assert done.backup.parent == root / ".katas" / "backups"
    assert re.fullmatch(r"running_total\.\d{8}-\d{6}\.py", done.backup.name)


def test_passes_over_the_learners_own_commits(total: Exercise, root: Path, commit: Commit) -> None:
    first = commit(STUB)
    commit(DONE)
    commit(DONE + "\n\n# faster\n")
    assert reset(total, root / ".katas").commit == first
    assert total.stub.read_text() == STUB


def test_takes_the_newest_stub(total: Exercise, commit: Commit) -> None:
    commit(STUB)
    newer = commit(STUB.replace("numbers", "readings"))
    commit(DONE)
    assert pristine(total.stub) == (newer, STUB.replace("numbers", "readings").encode())


def test_without_any_stub_takes_the_version_that_was_added(total: Exercise, commit: Commit) -> None:
    added = commit("RATE = 3\n")
    commit("RATE = 4\n")
    assert pristine(total.stub) == (added, b"RATE = 3\n")


def test_a_deleted_file_comes_back(total: Exercise, root: Path, commit: Commit) -> None:
    commit(STUB)
    total.stub.unlink()
    git(root, "commit", "-q", "-a", "-m", "gone")
    done = reset(total, root / ".katas")
    assert (done.changed, done.backup, total.stub.read_text()) == (True, None, STUB)


@pytest.mark.parametrize("text", [STUB, STUB.replace("\n", "\r\n")])
def test_a_stub_is_left_alone(text: str, total: Exercise, root: Path, commit: Commit) -> None:
    commit(STUB)
    total.stub.write_bytes(text.encode())
    done = reset(total, root / ".katas")
    assert (done.changed, done.backup, total.stub.read_bytes()) == (False, None, text.encode())
    assert not (root / ".katas").exists()


def test_keeps_text_that_is_no_python_nor_utf8(total: Exercise, root: Path, commit: Commit) -> None:
    commit(STUB)
    total.stub.write_bytes(b"def \xff\x00 (:")
    backup = reset(total, root / ".katas").backup
    assert backup is not None
    assert backup.read_bytes() == b"def \xff\x00 (:"


def test_two_backups_of_one_second_are_both_kept(total: Exercise, root: Path, commit: Commit) -> None:
    commit(STUB)
    for text in ("first", "second", "third"):
        total.stub.write_text(text)
        reset(total, root / ".katas")
    kept = {path.read_text() for path in (root / ".katas" / "backups").iterdir()}
    assert kept == {"first", "second", "third"}


def test_a_backup_that_cannot_be_written_leaves_the_text(
    total: Exercise, root: Path, commit: Commit, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(STUB)
    total.stub.write_text(DONE)
    (root / ".katas").write_text("a file where the folder should be")
    assert main(["running_total"], root) == 2
    assert total.stub.read_text() == DONE
    assert capsys.readouterr().err.startswith("running_total: cannot write ")


def test_works_in_a_repository_around_the_tree(tmp_path: Path) -> None:
    exercise = Exercise(tmp_path / "course" / FOLDER)
    exercise.folder.mkdir(parents=True)
    exercise.stub.write_text(STUB, encoding="utf-8", newline="")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "course")
    assert pristine(exercise.stub)[1] == STUB.encode()


def test_an_untracked_file_is_left_alone(total: Exercise, root: Path, commit: Commit) -> None:
    commit(STUB)
    other = total.folder / "other.py"
    other.write_text(DONE)
    with pytest.raises(NoStub, match="git has no version of it"):
        pristine(other)


def test_a_repository_without_commits_says_so(total: Exercise) -> None:
    total.stub.write_text(STUB)
    with pytest.raises(NoStub, match="does not have any commits yet"):
        pristine(total.stub)


def test_part_of_the_history_is_not_trusted(tmp_path: Path, root: Path, commit: Commit) -> None:
    commit(STUB)
    commit(DONE)
    clone = tmp_path / "clone"
    git(root, "clone", "-q", "--depth=1", root.as_uri(), str(clone))
    with pytest.raises(NoStub, match="git fetch --unshallow"):
        pristine(clone / FOLDER / "running_total.py")


def test_no_repository_is_one_line_and_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exercise = Exercise(tmp_path / FOLDER)
    exercise.folder.mkdir(parents=True)
    exercise.stub.write_text(DONE)
    assert main(["running_total"], tmp_path) == 2
    err = capsys.readouterr().err
    assert err.startswith("running_total is as it was: git says 'fatal: not a git repository")
    assert err.endswith("; or copy the stub from where you got it\n")
    assert err.count("\n") == 1


def test_no_git_is_one_line_and_code_2(
    root: Path, total: Exercise, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    total.stub.write_text(DONE)
    monkeypatch.setenv("PATH", str(root))
    assert main(["running_total"], root) == 2
    assert capsys.readouterr().err.startswith("running_total is as it was: git is not installed")


def test_the_screen_tells_where_the_text_is(
    root: Path, total: Exercise, commit: Commit, capsys: pytest.CaptureFixture[str]
) -> None:
    first = commit(STUB)
    total.stub.write_text(DONE)
    assert main(["2.1"], root) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"  02.01 running_total: the stub is back, from commit {first[:10]}"
    assert re.fullmatch(r"  your text is kept in \.katas/backups/running_total\.\d{8}-\d{6}\.py", lines[1])


def test_the_screen_tells_of_a_stub(root: Path, commit: Commit, capsys: pytest.CaptureFixture[str]) -> None:
    commit(STUB)
    assert main(["running_total"], root) == 0
    assert capsys.readouterr().out == "  02.01 running_total: this is the stub already, nothing was changed\n"


@pytest.mark.parametrize(
    ("argv", "complaint"),
    [
        ([], "name the exercise: nox -s reset -- NAME, with NAME one of running_total\n"),
        (["runing"], "no exercise matches 'runing'; the nearest names: running_total\n"),
    ],
)
def test_a_wrong_request_is_one_line_and_code_2(
    argv: list[str], complaint: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv, root) == 2
    assert capsys.readouterr().err == complaint


@pytest.mark.parametrize(
    "source",
    [
        STUB,
        'def a():\n    raise NotImplementedError("later")\n\nasync def b():\n    raise NotImplementedError()\n',
        "import os\nRATE = 3\nclass Cache:\n    'Keeps.'\n    def __init__(self):\n        raise NotImplementedError\n",
        "def shown(): ...\ndef hidden():\n    pass\ndef made():\n    raise NotImplementedError\n",
    ],
)
def test_a_stub(source: str) -> None:
    assert is_stub(source.encode())


@pytest.mark.parametrize(
    "source",
    [
        DONE,
        "",
        "RATE = 3\n",
        "def a(): ...\n",
        STUB + "\ndef helper():\n    return 3\n",
        "def a():\n    log()\n    raise NotImplementedError\n",
        "def a():\n    raise ValueError\n",
        "def a():\n    raise\n",
        "def a():\n    raise errors.NotImplementedError\n",
        "def a(:\n",
        "\0",
    ],
)
def test_no_stub(source: str) -> None:
    assert not is_stub(source.encode())


def test_deeply_nested_text_is_no_stub() -> None:
    assert not is_stub(b"(" * 100_000)
