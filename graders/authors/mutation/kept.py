"""What became of mutants, kept in SQLite: a run that was ended, however, goes on where it was.

A verdict stands for a mutant's text, the tests, what judges, and the Python, as they are now.
"""

from __future__ import annotations

import functools
import hashlib
import sqlite3
import sys
from pathlib import Path

import msgspec

from graders.model.errors import Usage
from graders.model.exercises import ROOT, Exercise

PLACE = Path(".katas") / "mutants.sqlite"
"""Below the repository's root."""

JUDGING = ("__init__.py", "model", "submissions", "workers", "bounds", "judge")
"""The rooms of graders/ on which a verdict rests."""

_TABLE = "CREATE TABLE IF NOT EXISTS verdicts (key TEXT PRIMARY KEY, verdict BLOB NOT NULL)"


class Verdict(msgspec.Struct, frozen=True):
    """What became of a mutant so far."""

    runs: int = 0
    """How often it passed every test, each time with another seed."""
    killed_by: str = ""
    """The test that found fault with it; "" as long as it lives."""
    outcome: str = ""
    """What became of that test."""
    seconds: float = 0.0


class Kept:
    """The verdicts so far.

    Raises:
        Usage: the file is not what it should be, or cannot be written.
    """

    def __init__(self, root: Path) -> None:
        self._path = root / PLACE
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self._path, timeout=60)
            self._database.execute(_TABLE)
        except (OSError, sqlite3.Error) as error:
            raise self._refused(error) from None

    def get(self, key: str) -> Verdict:
        """What is known of a mutant; one that lives, and never ran, where nothing is."""
        asked = "SELECT verdict FROM verdicts WHERE key = ?"
        try:
            row = self._database.execute(asked, (key,)).fetchone()
            return msgspec.json.decode(row[0], type=Verdict) if row else Verdict()
        except msgspec.MsgspecError:
            return Verdict()  # it is judged again
        except sqlite3.Error as error:
            raise self._refused(error) from None

    def put(self, key: str, verdict: Verdict) -> None:
        """Keep a verdict, at once and for good."""
        row = (key, msgspec.json.encode(verdict))
        try:
            with self._database:
                self._database.execute("INSERT OR REPLACE INTO verdicts VALUES (?, ?)", row)
        except sqlite3.Error as error:
            raise self._refused(error) from None

    def close(self) -> None:
        """Nothing more is kept."""
        self._database.close()

    def _refused(self, error: Exception) -> Usage:
        return Usage(f"{self._path}: {error}; the verdicts so far are kept in it: delete it")


def key(exercise: Exercise, text: str, seed: int | None) -> str:
    """What a verdict depends on; ``seed`` is the one that was asked for, if there is one."""
    what = f"{_digest(text.encode())} {_digest(exercise.tests.read_bytes())} {seed} {_judging()}"
    return _digest(f"{what} {sys.version}".encode())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@functools.cache
def _judging() -> str:
    rooms = [ROOT / "graders" / name for name in JUDGING]
    files = [file for room in rooms for file in (room.rglob("*.py") if room.is_dir() else [room])]
    return " ".join(_digest(file.read_bytes()) for file in sorted(files) if file.is_file())
