from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from graders.model.exercises import ROOT
from graders.workers import scratch
from graders.workers.scratch import Scratch

pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="nothing is removed on Windows")

HOLDS = "from graders.workers.scratch import Scratch; print(Scratch().folder, flush=True); input()"


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for temporary files that is this test's."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def grow_old(*folders: Path) -> None:
    for folder in folders:
        os.utime(folder, (0, 0))


def test_it_is_there_and_goes_away(temporary: Path) -> None:
    made = Scratch()
    (made.folder / "in it").write_text("x")
    assert made.folder.parent == temporary
    made.remove()
    made.remove()
    assert list(temporary.iterdir()) == []


def test_what_a_killed_run_left_goes_with_the_next_and_what_one_holds_stays(temporary: Path) -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", HOLDS], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert run.stdout
    held = Path(run.stdout.readline().strip())
    own = Scratch()
    grow_old(held, own.folder)
    Scratch().remove()
    assert held.is_dir()
    assert own.folder.is_dir()
    run.send_signal(signal.SIGKILL)
    run.communicate()
    Scratch().remove()
    assert not held.exists()
    assert own.folder.is_dir()
    own.remove()


def test_what_is_new_or_not_ours_stays(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new, other, link = (temporary / f"{scratch.PREFIX}{name}" for name in ("new", "other", "link"))
    for folder in (new, other, temporary / "katas-of-somebody"):
        folder.mkdir()
    link.symlink_to(other)
    grow_old(other, temporary / "katas-of-somebody")
    os.utime(link, (0, 0), follow_symlinks=False)
    with monkeypatch.context() as patch:
        patch.setattr(os, "getuid", lambda: 12345)
        scratch.remove_left()
    assert all(folder.exists() for folder in (new, other, link))
    scratch.remove_left()
    assert new.exists()
    assert link.is_symlink()
    assert not other.exists()
    assert (temporary / "katas-of-somebody").exists()


def test_without_locks_nothing_is_removed(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = temporary / f"{scratch.PREFIX}left"
    left.mkdir()
    grow_old(left)
    monkeypatch.delattr(os, "O_DIRECTORY")
    scratch.remove_left()
    made = Scratch()
    assert left.exists()
    made.remove()
