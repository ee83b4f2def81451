"""The page of an exercise's pictures in HTML: whole in itself, without a script."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graders.model.drawing import Drawing
from graders.model.invocation import command
from graders.model.report import ExerciseResult, Outcome, TestResult
from graders.model.wording import number_of
from graders.screens.pictures.asked import asked
from graders.screens.pictures.drawn import pictures
from graders.screens.pictures.shapes import WIDTH, Picture
from graders.screens.standings import STATES

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
"""Those of this page, and the base of every page."""

MAX_PAGE_BYTES = 300_000
"""Of a page: what comes last is left out of a longer one."""

Others = Mapping[str, Sequence[tuple[str, Drawing]]]
"""Drawings of other answers, each with its name, by the test's name."""


def environment(*folders: Path) -> Environment:
    """What makes pages of the templates in these folders, or here: all texts are escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # slow to import
    from markupsafe import Markup

    made = Environment(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(command=command)
    made.filters["state"] = lambda outcome: STATES[outcome].text
    # On a narrow screen a name goes on below behind an underscore, and nowhere else.
    made.filters["breakable"] = lambda name: Markup("_<wbr>").join(name.split("_"))
    return made


def paper(result: ExerciseResult, edited: bool = False, others: Others | None = None) -> str:
    """The page of what the last grading of an exercise drew; what failed comes first.

    ``edited``: its text is another one by now.
    """
    template = environment().get_template("pictures.html")
    beside = others or {}
    every = [
        (test, picture)
        for test in sorted(result.tests, key=lambda test: test.outcome == "passed")
        for picture in pictures(test, beside.get(test.name, ()))
    ]
    unseen = [(test, asked(test)) for test in result.tests if not test.drawing]
    # A refused file fails all tests alike.
    unseen = unseen[:1] if result.outcome is Outcome.REFUSED else unseen
    why = "it was not written yet." if result.untouched else "nothing was measured but counts."

    def drawn(count: int) -> str:
        left_out = number_of(len(every) - count, "picture") if count < len(every) else ""
        return template.render(
            result=result,
            edited=edited,
            shown=_by_test(every[:count]),
            unseen=[(test, head) for test, head in unseen if head],
            left_out=left_out,
            width=WIDTH,
            why=why,
        )

    counts = range(1, len(every) + 1)
    return drawn(
        bisect_left(counts, True, key=lambda count: len(drawn(count).encode()) > MAX_PAGE_BYTES)
    )


def _by_test(
    every: Sequence[tuple[TestResult, Picture]],
) -> list[tuple[TestResult, list[Picture]]]:
    found: list[tuple[TestResult, list[Picture]]] = []
    for test, picture in every:
        if not found or found[-1][0] is not test:
            found.append((test, []))
        found[-1][1].append(picture)
    return found
