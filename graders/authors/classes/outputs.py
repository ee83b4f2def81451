"""Where the grades of a class go, checked before anything is graded, and held by one run at a
time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graders.model.errors import Usage
from graders.model.text import LINE_BYTES, one_line


@dataclass(frozen=True)
class Outputs:
    """The table, and what lies beside it under the same name."""

    table: Path

    @property
    def pages(self) -> Path:
        """The folder of the pages."""
        return self.table.with_suffix("")

    @property
    def state(self) -> Path:
        """What is finished."""
        return self.table.with_suffix(".sqlite")

    @property
    def lock(self) -> Path:
        """There while a run writes the others."""
        return self.table.with_suffix(".lock")

    def names_in(self, folder: Path) -> frozenset[str]:
        """What of it lies in a folder, by name."""
        if os.path.realpath(self.table.parent) != os.path.realpath(folder):
            return frozenset()
        state = self.state.name
        more = (f"{state}-journal", f"{state}-wal", f"{state}-shm")  # SQLite's own
        return frozenset({self.table.name, self.pages.name, state, self.lock.name, *more})

    def check(self, submissions: Path) -> None:
        """Make sure that all of it can be written, and that nothing handed in is in the way.

        Raises:
            Usage: it cannot; the message says what to give instead.
        """
        table, pages = (one_line(str(path), LINE_BYTES) for path in (self.table, self.pages))
        if self.table.suffix in ("", ".sqlite", ".lock"):
            raise Usage(
                f"--out {table}: the name of the table needs an ending of its own, such as grades.csv"
            )
        if os.path.isdir(self.table):
            raise Usage(f"--out {table}: is a folder; give the name of a file")
        if os.path.lexists(self.pages) and not os.path.isdir(self.pages):
            raise Usage(
                f"--out {table}: the pages go to a folder {pages}, and that is no folder; give another name"
            )
        inside = self._inside(submissions)
        if inside:
            raise Usage(
                f"--out {table}: would write into what was handed in, {inside}; give another place or name"
            )
        try:
            self.table.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Usage(
                f"--out {table}: its folder cannot be made ({error.strerror}); give another place"
            ) from None

    def _inside(self, submissions: Path) -> str:
        """What was handed in that would be written into or over; "" for nothing."""
        root, place, pages = (
            Path(os.path.realpath(path)) for path in (submissions, self.table.parent, self.pages)
        )
        if root.is_relative_to(pages):
            return one_line(str(submissions), LINE_BYTES)
        if place != root and place.is_relative_to(root):
            return one_line(place.relative_to(root).parts[0], LINE_BYTES)
        if place == root and not os.path.isfile(
            self.state
        ):  # with its state beside it, it is an earlier run's
            for path in (self.table, self.pages):
                if os.path.lexists(path):
                    return one_line(path.name, LINE_BYTES)
        return ""

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else writes there meanwhile. The lock ends with this process, however it ends.

        Raises:
            Usage: another run holds it, or it cannot be made.
        """
        # SQLite's lock belongs to this process alone: the judges that are forked from it do not
        # keep it.
        shown = f"--out {one_line(str(self.table), LINE_BYTES)}"
        try:
            database = sqlite3.connect(self.lock, timeout=0, isolation_level=None)
            database.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            if "locked" in str(error):
                raise Usage(
                    f"{shown}: another run grades into it; wait for its end, or give another name"
                ) from None
            raise Usage(f"{shown}: cannot be written ({error}); give another place") from None
        try:
            yield
        finally:
            self.lock.unlink(
                missing_ok=True
            )  # still locked: who opens it from now on makes another one
            database.close()
