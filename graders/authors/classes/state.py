"""What is finished, kept in SQLite beside the grades: a run that was killed goes on where it was.

A result stands for one answer of one learner to one exercise as it is today. When the answer, the
exercise or the graders change, it no longer stands, and is made again.
"""

from __future__ import annotations

import functools
import hashlib
import secrets
import sqlite3
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from graders.model import stubs
from graders.model.errors import Usage
from graders.model.exercises import ROOT, Exercise
from graders.model.report import VERSION, ExerciseResult, Outcome

T = TypeVar("T")

TABLES = """
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS results (
    learner TEXT, exercise TEXT, answer TEXT NOT NULL, result BLOB NOT NULL,
    PRIMARY KEY (learner, exercise)
);
"""


SECRET_BYTES = 16

UNFINISHED = (Outcome.UNSURE, Outcome.FAULT)
"""Outcomes that tell nothing of the learner: to be tried again."""


class State:
    """The results of a class so far.

    Raises:
        Usage: the file is not such a state, or cannot be written (a full disk too).
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database = self._tried(lambda: sqlite3.connect(path))
        self._tried(lambda: self._database.executescript(TABLES))

    def drop_older(self) -> int:
        """Drop what another version of the report counted, and return how many results it was."""
        if self._row("SELECT value FROM settings WHERE name = 'version'") == (str(VERSION),):
            return 0
        (older,) = self._row("SELECT COUNT(*) FROM results")
        self._write("DELETE FROM results", ())
        kept = (str(VERSION),)
        self._write("INSERT OR REPLACE INTO settings VALUES ('version', ?)", kept)
        return int(older)

    @property
    def secret(self) -> bytes:
        """The key of the seeds of this class's answers, drawn once."""
        drawn = secrets.token_hex(SECRET_BYTES)
        self._write("INSERT OR IGNORE INTO settings VALUES ('secret', ?)", (drawn,))
        (kept,) = self._row("SELECT value FROM settings WHERE name = 'secret'")
        return str(kept).encode()

    def get(
        self, learner: str, exercise: Exercise, answer: str, seed: int | None = None
    ) -> ExerciseResult | None:
        """The finished result for this answer of the learner with this key.

        None where there is none, or it cannot be read: it is made again. ``seed`` is the one that
        was asked for; without it, each answer has its own.
        """
        asked = "SELECT result FROM results WHERE learner = ? AND exercise = ? AND answer = ?"
        key = (learner, exercise.name, _key(exercise, answer, seed))
        row = self._row(asked, key)
        try:
            return msgspec.json.decode(row[0], type=ExerciseResult) if row else None
        except (msgspec.MsgspecError, TypeError):
            return None

    def put(
        self,
        learner: str,
        exercise: Exercise,
        answer: str,
        result: ExerciseResult,
        seed: int | None = None,
    ) -> None:
        """Keep a result, at once and for good; one that tells nothing for sure is not finished."""
        if result.outcome not in UNFINISHED:
            key = _key(exercise, answer, seed)
            row = (learner, exercise.name, key, msgspec.json.encode(result))
            self._write("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)", row)

    def close(self) -> None:
        """Nothing more is kept."""
        self._database.close()

    def _row(self, statement: str, values: Sequence[object] = ()) -> Any:
        """The first row that is found; None for none."""
        return self._tried(lambda: self._database.execute(statement, values).fetchone())

    def _write(self, statement: str, values: Sequence[object]) -> None:
        def written() -> None:
            with self._database:
                self._database.execute(statement, values)

        self._tried(written)

    def _tried(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except sqlite3.Error as error:
            kept = "what was graded so far is kept in it, if it is a state at all"
            raise Usage(f"{self._path}: {error}; {kept}") from None


def _key(exercise: Exercise, answer: str, seed: int | None) -> str:
    """What a result depends on: the answer, its seed, the tests, the graders, and the Python."""
    what = f"{answer} {seed} {_digest(exercise.tests)} {_graders()} {sys.version}"
    return hashlib.sha256(what.encode()).hexdigest()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@functools.cache
def _graders() -> str:
    folder = ROOT / "graders"
    sources = sorted(
        path for path in folder.rglob("*.py") if "tests" not in path.relative_to(folder).parts
    )
    return f"{VERSION} " + " ".join(map(_digest, [*sources, stubs.FILE]))
