"""What is finished, kept in SQLite beside the grades: a run that was killed goes on where it was.

What the tests found is kept under the digest of all that it depends on: the answer, the exercise's
tests, the seed, the graders, the Python, and how the learner's code was held. So it serves
everybody who handed in these bytes, and the next run; when one of these changes, the answer is
graded again.
"""

from __future__ import annotations

import functools
import hashlib
import secrets
import sqlite3
import struct
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from graders.authors.classes.gone import Known
from graders.authors.classes.moves import Standing
from graders.authors.similarity import fingerprints
from graders.authors.similarity.fingerprints import Print, Prints, of_sources
from graders.judge.plan import Confinement, Task
from graders.judge.results import exercise_result, isolation
from graders.model import stubs
from graders.model.errors import Usage
from graders.model.exercises import ROOT
from graders.model.report import VERSION, ExerciseResult, Outcome, TestResult

T = TypeVar("T")

TABLES = """
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS gradings (
    digest TEXT PRIMARY KEY, exercise TEXT NOT NULL, seconds REAL NOT NULL, tests BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS standings (
    learner TEXT, exercise TEXT, standing BLOB NOT NULL, PRIMARY KEY (learner, exercise)
);
CREATE TABLE IF NOT EXISTS learners (
    pages TEXT, key TEXT, name TEXT NOT NULL, called TEXT NOT NULL, number TEXT NOT NULL,
    PRIMARY KEY (pages, key)
);
CREATE TABLE IF NOT EXISTS prints (digest TEXT PRIMARY KEY, prints BLOB NOT NULL);
DROP TABLE IF EXISTS results;
"""
"""What ``results`` held, by learner, was graded by older graders: nothing of it stands."""

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
        (older,) = self._row("SELECT COUNT(*) FROM gradings")
        self._write("DELETE FROM gradings", ())
        self._write("DELETE FROM standings", ())  # points of another kind have not moved
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

    @property
    def graders(self) -> str:
        """Stands for the graders as they are."""
        return graders_digest()

    def get(self, task: Task) -> ExerciseResult | None:
        """The finished result of a task.

        None where there is none, or it cannot be read: it is made again.
        """
        row = self._row("SELECT tests FROM gradings WHERE digest = ?", (digest(task),))
        try:
            kept = msgspec.json.decode(row[0], type=list[TestResult]) if row else []
        except (msgspec.MsgspecError, TypeError):
            return None
        return exercise_result(task, kept) if kept else None

    def put(self, task: Task, found: list[TestResult]) -> None:
        """Keep what the tests found, at once and for good; not what tells nothing for sure."""
        if exercise_result(task, found).outcome not in UNFINISHED:
            seconds = sum(test.seconds for test in found)
            row = (digest(task), task.exercise.name, seconds, msgspec.json.encode(found))
            self._write("INSERT OR REPLACE INTO gradings VALUES (?, ?, ?, ?)", row)

    def costs(self) -> dict[str, float]:
        """The seconds that a grading of each exercise took, by its name; of those ever graded."""
        asked = "SELECT exercise, AVG(seconds) FROM gradings GROUP BY exercise"
        return dict(self._tried(lambda: self._database.execute(asked).fetchall()))

    def standings(self) -> dict[tuple[str, str], Standing]:
        """How learners stood in exercises when a run last came to its end, by their keys."""
        asked = "SELECT learner, exercise, standing FROM standings"
        # Those who handed in the same stand the same: of a large class, few are different.
        read = functools.cache(lambda kept: msgspec.json.decode(kept, type=Standing))
        rows = self._tried(lambda: self._database.execute(asked))
        return self._tried(lambda: {(learner, name): read(kept) for learner, name, kept in rows})

    def stand(self, now: Mapping[tuple[str, str], Standing]) -> None:
        """Keep how learners stand."""
        # One by one: of a large class they take more memory than all else.
        rows = ((*key, msgspec.json.encode(each)) for key, each in now.items())
        self._write_all("INSERT OR REPLACE INTO standings VALUES (?, ?, ?)", rows)

    def learners(self, pages: str) -> dict[str, Known]:
        """Who was in the table of these pages when a run last came to its end, by the keys."""
        asked = "SELECT key, name, called, number FROM learners WHERE pages = ?"
        rows = self._tried(lambda: self._database.execute(asked, (pages,)).fetchall())
        return {key: Known(*told) for key, *told in rows}

    def enrol(self, pages: str, now: Mapping[str, Known]) -> None:
        """Keep who is in the table of these pages."""
        self._write("DELETE FROM learners WHERE pages = ?", (pages,))
        rows = ((pages, key, *each) for key, each in now.items())
        self._write_all("INSERT INTO learners VALUES (?, ?, ?, ?, ?)", rows)

    def rename(self, keys: Mapping[str, str]) -> None:
        """Keep how learners stood under the keys that they have now, by those that they had."""
        moved = [(new, old) for old, new in keys.items()]
        self._write_all("UPDATE OR REPLACE standings SET learner = ? WHERE learner = ?", moved)

    def prints(self, sources: Sequence[bytes]) -> list[Prints]:
        """The fingerprints of sources; of those that are new they are taken, and kept."""
        asked, packed = "SELECT prints FROM prints WHERE digest = ?", struct.Struct("<QII")
        digests = [_digest(_printer() + source) for source in sources]
        rows = [self._row(asked, (each,)) for each in digests]
        new = [number for number, row in enumerate(rows) if row is None]
        found: dict[int, Prints] = {
            number: [Print(*each) for each in packed.iter_unpack(row[0])]
            for number, row in enumerate(rows)
            if row is not None
        }
        found |= zip(new, of_sources([sources[number] for number in new]), strict=True)
        self._write_all(
            "INSERT OR REPLACE INTO prints VALUES (?, ?)",
            [
                (digests[number], b"".join(packed.pack(*each) for each in found[number]))
                for number in new
            ],
        )
        return [found[number] for number in range(len(sources))]

    def close(self) -> None:
        """Nothing more is kept."""
        self._database.close()

    def _row(self, statement: str, values: Sequence[object] = ()) -> Any:
        """The first row that is found; None for none."""
        return self._tried(lambda: self._database.execute(statement, values).fetchone())

    def _write(self, statement: str, values: Sequence[object]) -> None:
        self._write_all(statement, [values])

    def _write_all(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        def written() -> None:
            with self._database:
                self._database.executemany(statement, rows)

        self._tried(written)

    def _tried(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except sqlite3.Error as error:
            kept = "what was graded so far is kept in it, if it is a state at all"
            raise Usage(f"{self._path}: {error}; {kept}") from None


def digest(task: Task) -> str:
    """Stands for all that the result of a task depends on."""
    answer = task.answer
    parts = (
        *(task.exercise.name, answer.problem, answer.advice, answer.missing, task.seed),
        *(_held(task.confinement), sys.version, graders_digest()),
        *map(_digest, (task.exercise.tests.read_bytes(), answer.data)),
    )
    return _digest(msgspec.json.encode(parts))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@functools.cache
def _held(confinement: Confinement) -> str:
    """What holds the learner's code: to find out takes longer than all else of a digest."""
    return isolation(confinement)


@functools.cache
def _printer() -> bytes:
    """Stands for what takes fingerprints: trees differ by Python."""
    return f"{sys.version} {_digest(Path(fingerprints.__file__).read_bytes())} ".encode()


def graders_digest() -> str:
    """Stands for the graders as they are, but for their tests, and for their count of points."""
    return _digest_with(stubs.FILE)


@functools.cache
def _digest_with(kept: Path) -> str:
    """The same, for graders that keep their stubs in this file."""
    folder = ROOT / "graders"
    sources = sorted(
        path for path in folder.rglob("*.py") if "tests" not in path.relative_to(folder).parts
    )
    read = [path.read_bytes() for path in (*sources, kept)]
    return _digest(f"{VERSION} {' '.join(map(_digest, read))}".encode())
