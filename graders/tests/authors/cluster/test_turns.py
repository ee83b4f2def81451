from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

from graders.authors.cluster import turns
from graders.model import exercises
from graders.tests.end_to_end.checkout import done, started

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no Dask worker judges there")


def test_turns_are_a_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    made = turns.folder()
    assert made.stat().st_mode & 0o777 == 0o700
    assert turns.folder() == made
    made.rmdir()
    made.symlink_to(tmp_path)
    with pytest.raises(PermissionError, match="is not this user's"):
        turns.folder()


def test_all_judges_of_a_host_take_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    program = (
        "import fcntl; from graders.authors.cluster import turns\n"
        "with (turns.folder() / 'machine').open('a+b') as file:\n"
        "    try: fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB, 1)\n"
        "    except OSError: print('held')\n"
        "    else: print('free')\n"
    )
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    told = []
    for alone in (True, False):
        with turns.turn(alone):
            told.append(done(started([sys.executable, "-c", program], exercises.ROOT)).stdout.strip())
    assert told == ["held", "free"]
