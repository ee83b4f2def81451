"""The page ``docs/mutants.md``: what became of the mutants of each exercise, and the operators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from graders.authors.mutation.operators import OPERATORS
from graders.model.exercises import Exercise

PAGE = Path("docs") / "mutants.md"
"""Below the repository's root."""

COUNTS = "| exercise | mutants | killed | recorded | alive |"
"""The heading of the table of exercises."""

EDITS = "| operator | edit |"
"""The heading of the table of operators."""

NOT_YET = ["-"] * 4
"""The other cells of an exercise that was not graded yet."""

ALL = "all"
"""The first cell of the last row: the sums."""


@dataclass(frozen=True)
class Counts:
    """What became of mutants."""

    mutants: int = 0
    killed: int = 0
    recorded: int = 0
    alive: int = 0

    def __add__(self, other: Counts) -> Counts:
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Counts(*(one + two for one, two in pairs))

    def __str__(self) -> str:
        rest = f"{self.killed} killed, {self.recorded} recorded, {self.alive} alive"
        return f"{self.mutants} mutants: {rest}"


def read(page: str) -> dict[str, Counts]:
    """The rows of the table of exercises, by their first cell: "02.01 parse_access_log"."""
    rows = re.findall(r"^\| (.+?) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", page, re.MULTILINE)
    return {name: Counts(*map(int, numbers)) for name, *numbers in rows}


def named(exercise: Exercise) -> str:
    """The first cell of an exercise's row."""
    return f"{exercise.number} {exercise.name}"


def updated(page: str, found: Mapping[Exercise, Counts], among: Iterable[Exercise]) -> str:
    """The page with new rows for some exercises, of all that there are now."""
    known = read(page) | {named(exercise): counts for exercise, counts in found.items()}
    rows = {name: known.get(name) for name in map(named, among)}
    rows[ALL] = sum(filter(None, rows.values()), Counts())
    counted = [
        f"| {name} | {' | '.join(map(str, astuple(counts)) if counts else NOT_YET)} |"
        for name, counts in rows.items()
    ]
    page = with_rows(page, COUNTS, counted)
    return with_rows(page, EDITS, [f"| `{name}` | {does(name)} |" for name in OPERATORS])


def does(operator: str) -> str:
    """What an operator does: the first sentence of its docstring."""
    return re.split(r"\.(?=\s|$)", OPERATORS[operator].__doc__ or "")[0].replace("``", "`")


def with_rows(page: str, heading: str, rows: list[str]) -> str:
    """A page with these rows for the table of this heading."""
    before, found, after = page.partition(f"{heading}\n")
    line = re.sub(r"[^|]+", "---", heading)
    rest = re.sub(r"\A(\|.*\n)*", "", after)
    return f"{before}{heading}\n{line}\n" + "\n".join(rows) + f"\n{rest}" if found else page
