"""An update that is killed at any change to any file loses nothing, and the next run ends it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graders.commands.updating import command, journal
from graders.model.errors import Usage
from graders.tests.children import told
from graders.tests.commands.updating.copies import DONE, TOPIC, course, exercise, tree, written

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="each run is a fork that is killed")

CHANGES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.copyfile", "shutil.rmtree")
"""What Python tells its hooks of, before it does that."""

THERE = "exercises/03_sums/04_total/total.py"


def update_killed_at(number: int, copy: Path, source: Path) -> bool:
    """True when the update, in a process of its own, was killed before change ``number``."""

    def update() -> int:  # pragma: no cover - in a fork
        seen = 0

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal seen
            writes = event == "open" and any(str(arguments[1]).startswith(mode) for mode in "wax")
            if event in CHANGES or writes:
                seen += 1
                if seen == number:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        with contextlib.redirect_stdout(io.StringIO()):
            return command.main([str(source)], copy)

    found = told(update)
    assert found in (0, "killed by signal 9")
    return bool(found)


def texts_of(folder: Path) -> set[str]:
    return {path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()}


def test_kill_9_at_every_step_loses_nothing(tmp_path: Path) -> None:
    old = written(tmp_path / "old", course("1", exercise("total", 1), exercise("gone", 2)))
    (old / TOPIC / "01_total/total.py").write_text(DONE, encoding="utf-8")
    (old / TOPIC / "02_gone/gone.py").write_text("# also mine\n", encoding="utf-8")
    (old / TOPIC / "01_total/test_total.py").write_text("# easier\n", encoding="utf-8")
    moved = exercise("total", 4, "2", "exercises/03_sums")
    source = written(tmp_path / "source", course("2", moved, exercise("merge", 2, "2")))
    expected = tree(source) | {THERE: DONE, "retired/gone/gone.py": "# also mine\n"}
    mine = {DONE, "# also mine\n", "# easier\n", "# jobs, version 1\n"}
    number, finished_by_itself = 1, 0
    copy = tmp_path / "copy"
    while True:
        shutil.copytree(old, copy)
        killed = update_killed_at(number, copy, source)
        assert mine <= texts_of(copy), number
        begun = journal.is_begun(copy)
        if begun and number % 2:  # as the noxfile has it done before any other session
            finish = [sys.executable, "-I", str(copy / journal.FOLDER / journal.FINISH)]
            done = subprocess.run(finish, capture_output=True, text=True, check=True)
            assert done.stderr == "An update that was cut short is finished.\n"
            finished_by_itself += 1
        assert not update_killed_at(0, copy, source)
        after = tree(copy)
        assert expected.items() <= after.items(), number
        assert not journal.is_begun(copy)
        assert mine <= texts_of(copy), number
        shutil.rmtree(copy)
        if not killed:
            break
        number += 1
    assert number > 60
    assert finished_by_itself > 10


def cut_short(tmp_path: Path) -> tuple[Path, Path]:
    """A copy whose update was killed as soon as it was prepared, and what it came from."""
    copy = written(tmp_path / "copy", course("1", exercise("total", 1)))
    source = written(tmp_path / "source", course("2", exercise("total", 1, "2")))
    number = 1
    while not journal.is_begun(copy):
        assert update_killed_at(number, copy, source)
        number += 1
    return copy, source


def test_what_was_written_in_between_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody works on, where an update was cut short, on a file that it is about to replace."""
    copy, source = cut_short(tmp_path)
    stub = f"{TOPIC}/01_total/total.py"
    (copy / stub).write_text(DONE, encoding="utf-8")
    steps = json.loads((copy / journal.FOLDER / journal.JOURNAL).read_text(encoding="utf-8"))
    kept = next(copy / step.kept for step in (journal.Step(*each) for each in steps) if step.target == stub)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text("# of another time\n", encoding="utf-8")
    assert command.main([str(source)], copy) == 0
    assert capsys.readouterr().out.startswith("  an update was cut short: ")
    assert tree(copy) == tree(source)
    assert kept.read_text(encoding="utf-8") == "# of another time\n"
    assert kept.with_name(f"{kept.name}.2").read_text(encoding="utf-8") == DONE


def test_it_is_finished_by_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy, source = cut_short(tmp_path)
    journal.main(copy)
    assert capsys.readouterr().err == "An update that was cut short is finished.\n"
    assert tree(copy) == tree(source)


def test_two_at_a_time_are_one_too_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = written(tmp_path / "copy", course("1", exercise("total", 1)))
    with journal.alone(copy):
        with pytest.raises(Usage, match="another update of this copy is at work"):
            command.main([str(copy)], copy)
        journal.main(copy)
    assert capsys.readouterr().err == "An update of this copy is at work: wait for its end.\n"
    journal.main(copy)
    assert capsys.readouterr().err == ""
