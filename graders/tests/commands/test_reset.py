from __future__ import annotations

import re
from pathlib import Path

import pytest

from graders.commands import reset as command
from graders.commands.arguments import answer
from graders.commands.reset import reset
from graders.model import stubs
from graders.model.exercises import Exercise
from graders.model.stubs import Stub

STUB = 'def running_total(numbers):\n    """Yields each sum so far."""\n    raise NotImplementedError\n'
DONE = "from itertools import accumulate\n\n\ndef running_total(numbers):\n    return accumulate(numbers)\n"
FOLDER = Path("exercises") / "02_iterators_and_generators" / "01_running_total"


@pytest.fixture
def total(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Exercise:
    monkeypatch.setattr(stubs, "stubs", lambda: {"running_total": Stub(STUB)})
    made = Exercise(tmp_path / FOLDER)
    made.folder.mkdir(parents=True)
    made.stub.write_text(STUB, encoding="utf-8", newline="")
    return made


@pytest.fixture
def root(total: Exercise, tmp_path: Path) -> Path:
    return tmp_path


def main(argv: list[str], root: Path) -> int:
    """The exit code of the command."""
    return answer(lambda: command.main(argv, root))


def test_brings_back_the_stub_and_keeps_the_text(root: Path, total: Exercise) -> None:
    total.stub.write_text(DONE, encoding="utf-8")
    done = reset(total, root / ".katas")
    assert (done.changed, total.stub.read_text()) == (True, STUB)
    assert done.backup is not None
    assert done.backup.read_text() == DONE
    assert done.backup.parent == root / ".katas" / "backups"
    assert re.fullmatch(r"running_total\.\d{8}-\d{6}\.py", done.backup.name)


def test_a_deleted_file_comes_back(total: Exercise, root: Path) -> None:
    total.stub.unlink()
    done = reset(total, root / ".katas")
    assert (done.changed, done.backup, total.stub.read_text()) == (True, None, STUB)


@pytest.mark.parametrize("text", [STUB, STUB.replace("\n", "\r\n")])
def test_a_stub_is_left_alone(text: str, total: Exercise, root: Path) -> None:
    total.stub.write_bytes(text.encode())
    done = reset(total, root / ".katas")
    assert (done.changed, done.backup, total.stub.read_bytes()) == (False, None, text.encode())
    assert not (root / ".katas").exists()


def test_keeps_text_that_is_no_python_nor_utf8(total: Exercise, root: Path) -> None:
    total.stub.write_bytes(b"def \xff\x00 (:")
    backup = reset(total, root / ".katas").backup
    assert backup is not None
    assert backup.read_bytes() == b"def \xff\x00 (:"


def test_a_folder_in_the_stubs_place_is_kept_and_no_undo_takes_it(
    total: Exercise, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    total.stub.unlink()
    total.stub.mkdir()
    (total.stub / "mine.py").write_text(DONE)
    done = reset(total, root / ".katas")
    assert (done.changed, total.stub.read_text()) == (True, STUB)
    assert done.backup is not None
    assert (done.backup / "mine.py").read_text() == DONE
    assert main(["running_total", "--undo"], root) == 2
    assert "nothing to undo" in capsys.readouterr().err


def test_two_backups_of_one_second_are_both_kept(total: Exercise, root: Path) -> None:
    for text in ("first", "second", "third"):
        total.stub.write_text(text)
        reset(total, root / ".katas")
    kept = {path.read_text() for path in (root / ".katas" / "backups").iterdir()}
    assert kept == {"first", "second", "third"}


def test_a_backup_that_cannot_be_written_leaves_the_text(
    total: Exercise, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    total.stub.write_text(DONE)
    (root / ".katas").write_text("a file where the folder should be")
    assert main(["running_total"], root) == 2
    assert total.stub.read_text() == DONE
    assert capsys.readouterr().err.startswith("running_total: cannot write ")


def test_a_stub_that_nobody_kept_is_the_authors_to_record(
    total: Exercise, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(stubs, "stubs", dict)
    total.stub.write_text(DONE)
    assert main(["running_total"], root) == 2
    assert total.stub.read_text() == DONE
    said = capsys.readouterr().err
    assert said.startswith("running_total is as it was: the graders keep no stub of it")
    assert said.endswith("nox -s verify -- running_total --record does\n")


def test_the_screen_tells_where_the_text_is(root: Path, total: Exercise, capsys: pytest.CaptureFixture[str]) -> None:
    total.stub.write_text(DONE)
    assert main(["2.1"], root) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "  02.01 running_total: the stub is back"
    assert re.fullmatch(r"  the text before is kept in \.katas/backups/running_total\.\d{8}-\d{6}\.py", lines[1])
    assert lines[2] == "  undo: nox -s reset -- running_total --undo"


def test_a_reset_can_be_undone(root: Path, total: Exercise, capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("older", DONE):
        total.stub.write_text(text)
        assert main(["2.1"], root) == 0
    assert main(["2.1", "--undo"], root) == 0
    assert total.stub.read_text() == DONE
    assert capsys.readouterr().out.endswith("  02.01 running_total: your text is back\n")
    assert main(["2.1", "--undo"], root) == 0
    assert capsys.readouterr().out.endswith("this is your text already, nothing was changed\n")


def test_an_undo_keeps_what_was_written_since(root: Path, total: Exercise) -> None:
    for text, request in (("first", []), ("second", ["--undo"])):
        total.stub.write_text(text)
        assert main(["running_total", *request], root) == 0
    assert total.stub.read_text() == "first"
    kept = sorted((root / ".katas" / "backups").iterdir(), key=lambda path: path.stat().st_mtime_ns)
    assert [path.read_text() for path in kept] == ["first", "second"]


def test_an_undo_brings_back_a_file_that_is_gone(root: Path, total: Exercise) -> None:
    total.stub.write_text(DONE)
    assert main(["running_total"], root) == 0
    total.stub.unlink()
    assert main(["running_total", "--undo"], root) == 0
    assert total.stub.read_text() == DONE


def test_the_screen_tells_of_a_stub(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["running_total"], root) == 0
    assert capsys.readouterr().out == "  02.01 running_total: this is the stub already, nothing was changed\n"


@pytest.mark.parametrize(
    ("argv", "complaint"),
    [
        ([], "name the exercise: nox -s reset -- NAME, with NAME (or its number) one of 02.01 running_total\n"),
        (["2.1", "--undo"], "running_total: nothing to undo, no reset has put a text of yours away\n"),
        (["runing"], "no exercise matches 'runing'; the nearest names: running_total\n"),
    ],
)
def test_a_wrong_request_is_one_line_and_code_2(
    argv: list[str], complaint: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv, root) == 2
    assert capsys.readouterr().err == complaint
