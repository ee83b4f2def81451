"""Where the grades of a class go, checked beforehand and held by one run at a time."""

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
    hides_names: bool = False

    @property
    def pages(self) -> Path:
        """The folder of the pages."""
        return self.table.with_suffix("")

    @property
    def state(self) -> Path:
        """What is finished."""
        return self.table.with_suffix(".sqlite")

    @property
    def by_hand(self) -> Path:
        """The points that an instructor changes by hand: read, and never written."""
        return self.table.with_name(f"{self.table.stem}-by-hand.csv")

    @property
    def moved(self) -> Path:
        """Whose points moved, of all runs."""
        return self.pages / "moved.csv"

    @property
    def lock(self) -> Path:
        """There while a run writes the others."""
        return self.table.with_suffix(".lock")

    @property
    def unnamed(self) -> Outputs:
        """Where a table and pages without names go: beside those with names, never among them."""
        return Outputs(self.table.with_stem(f"{self.table.stem}-anonymous"), hides_names=True)

    def names_in(self, folder: Path) -> frozenset[str]:
        """What of it lies in a folder, by name."""
        if os.path.realpath(self.table.parent) != os.path.realpath(folder):
            return frozenset()
        state = self.state.name
        more = [f"{state}-journal", f"{state}-wal", f"{state}-shm"]  # SQLite's own
        more += [self.by_hand.name, self.unnamed.table.name, self.unnamed.pages.name]
        return frozenset({self.table.name, self.pages.name, state, self.lock.name, *more})

    def check(self, submissions: Path) -> None:
        """Make sure that all of it can be written, and that nothing handed in is in the way.

        Raises:
            Usage: it cannot; the message says what to give instead.
        """
        why = ""
        if self.table.suffix in ("", ".sqlite", ".lock"):
            why = "the name of the table needs an ending of its own, such as grades.csv"
        elif os.path.isdir(self.table):
            why = "is a folder; give the name of a file"
        elif os.path.lexists(self.pages) and not os.path.isdir(self.pages):
            pages = one_line(str(self.pages), LINE_BYTES)
            why = f"the pages go to a folder {pages}, and that is not a folder; give another name"
        elif inside := self._inside(submissions):
            why = f"would write into what was handed in, {inside}; give another place or name"
        else:
            try:
                self.table.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                why = f"its folder cannot be made ({error.strerror}); give another place"
        if why:
            raise Usage(f"--out {one_line(str(self.table), LINE_BYTES)}: {why}")

    def _inside(self, submissions: Path) -> str:
        """What was handed in that would be written into or over; "" for nothing."""
        root, place, pages = (
            Path(os.path.realpath(path)) for path in (submissions, self.table.parent, self.pages)
        )
        if root.is_relative_to(pages):
            return one_line(str(submissions), LINE_BYTES)
        if place != root and place.is_relative_to(root):
            return one_line(place.relative_to(root).parts[0], LINE_BYTES)
        # With its state beside it, it is an earlier run's.
        if place == root and not os.path.isfile(self.state):
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
        # SQLite's lock belongs to this process alone: judges forked from it do not keep it.
        shown = f"--out {one_line(str(self.table), LINE_BYTES)}"
        try:
            database = sqlite3.connect(self.lock, timeout=0, isolation_level=None)
            database.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            why = f"cannot be written ({error}); give another place"
            if "locked" in str(error):
                why = "another run grades into it; wait for its end, or give another name"
            raise Usage(f"{shown}: {why}") from None
        try:
            yield
        finally:
            # Still locked while it goes: who opens it from now on makes another one.
            self.lock.unlink(missing_ok=True)
            database.close()
