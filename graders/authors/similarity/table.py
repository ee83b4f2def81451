"""The page ``docs/similarity.md``: how often copies are found, and honest pairs shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from graders.authors.mutation.table import ALL, named, with_rows
from graders.authors.similarity.errors import Errors, Measured
from graders.authors.similarity.known import SHORT_LINES

PAGE = Path("docs") / "similarity.md"
"""Below the repository's root."""

RATES = "| exercise | lines | honest | copies | edited | false | not informative |"
"""The heading of its table."""

MIN_FINDING = 0.9
"""The part of the exercises with a longer reference, in which copies are to be found."""

MAX_FALSE = 0.01
"""The part of the honest pairs that may be shown."""


def total(found: Sequence[Measured]) -> Errors:
    """The sums over exercises."""
    return sum((each.errors for each in found), Errors())


def finding(found: Sequence[Measured]) -> tuple[int, int]:
    """In how many exercises with a longer reference copies are found, and how many there are."""
    long = [each for each in found if each.long]
    return sum(each.errors.finds and not each.why_not for each in long), len(long)


def kept(found: Sequence[Measured]) -> bool:
    """True where copies are found, and honest pairs are not shown, as they are to be."""
    finds, long = finding(found)
    errors = total(found)
    return finds >= MIN_FINDING * long and errors.shown < max(MAX_FALSE * errors.honest, 1)


def summary(found: Sequence[Measured]) -> str:
    """The rates of all in one sentence."""
    finds, long = finding(found)
    errors = total(found)
    return (
        f"Copies found in {finds} of the {long} exercises whose reference has more than "
        f"{SHORT_LINES} lines; honest pairs shown: {errors.shown} of {errors.honest}."
    )


def row(name: str, errors: Errors, lines: str = "", honest: str = "", why_not: str = "") -> str:
    """A row of the table."""
    cells = (
        *(name, lines, honest, f"{errors.found} of {errors.copies}"),
        *(f"{errors.edited_found} of {errors.copies}", f"{errors.shown} of {errors.honest}"),
        why_not,
    )
    return f"| {' | '.join(cells)} |"


def updated(page: str, found: Sequence[Measured]) -> str:
    """The page with these rows."""
    rows = [
        row(named(each.exercise), each.errors, f"{each.lines}", f"{each.base:.0%}", each.why_not)
        for each in found
    ]
    silent = sum(bool(each.why_not) for each in found)
    rows.append(row(ALL, total(found), why_not=f"{silent} exercises"))
    page = re.sub(r"^Copies found in .*$", summary(found), page, flags=re.MULTILINE)
    return with_rows(page, RATES, rows)
