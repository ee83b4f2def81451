"""The head of a picture: what is drawn, what the test asks of it, and what came of that.

A picture tells by itself what was wrong, also where what it draws cannot show it.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from graders.model.report import BROKEN, Measure, TestResult
from graders.model.text import printable
from graders.model.wording import ENDED, amounts, excess, noun_of
from graders.screens.pictures.shapes import Line, Picture, Words, cross, tick
from graders.screens.standings import REASONS, sentence

LINE_HEIGHT = 18
"""Of a line in the head."""

MAX_COLUMNS = 70
"""Of a line in the head, and of two: more has no room on a phone."""

MAX_LINES = 3
"""Of what is asked, and of what came of it."""

INDENT = 24
"""Of what came of it: the mark stands before it."""


class Asked(NamedTuple):
    """What a test asks, and what came of it."""

    asked: str
    yours: str
    kept: bool
    shown: bool = True
    """The picture shows it; where it does not, the caption says it."""

    @property
    def said(self) -> str:
        """Both in a sentence."""
        return f"Asked: {self.asked}. Yours: {self.yours}."


def counting(
    measures: Sequence[Measure], *values: float, told: re.Pattern[str] = re.compile("")
) -> Measure | None:
    """The measure of a count that a picture shows, by its value: one that is missed before others.

    Nothing that is drawn says by itself what it was held against. ``told`` is how such a measure
    has it in its words.
    """
    found = [each for each in measures if not each.unit and each.value in values]
    of_kind = (each for each in found if told.search(each.what))
    return min(of_kind, key=lambda each: each.held, default=None)


def asked(test: TestResult, measure: Measure | None = None) -> Asked | None:
    """What is to be said of a test at the head of a picture that shows this measure, if any."""
    broken = test.outcome in BROKEN
    if broken and (measure is None or measure.held):
        # What it failed by is said, whether this picture can show it or not.
        measure = next((each for each in test.measures if not each.held), None)
        if measure is None:
            came_of_it = test.message or REASONS.get(test.outcome, "not met")
            return Asked(sentence(test), came_of_it, False, shown=False)
        return of_measure(measure, ENDED in test.message)._replace(shown=False)
    return of_measure(measure, ENDED in test.message) if measure else None


def of_measure(measure: Measure, ended: bool = False) -> Asked:
    """What a bound asks, and what came of it; ``ended``: it would have gone on."""
    value, bound = amounts(measure.value, measure.bound, measure.unit)
    if measure.held:
        remark = "kept"
    elif ended:
        remark = "and the test ended there"
    elif measure.relation == "at most":
        remark = excess(measure)
    else:
        few = "few" if noun_of(measure) else "little"
        remark = f"too {few if measure.value < measure.bound else 'many'}"
    return Asked(f"{measure.what}, {measure.relation} {bound}", f"{value}, {remark}", measure.held)


def headed(picture: Picture, head: Asked | None) -> Picture:
    """The picture with its title above it, and below that what is asked and what came of it."""
    rows = [Words(6, 0, line, kind="title") for line in wrapped(picture.title, "", 1)]
    marks: list[Line] = []
    if head:
        rows += [Words(6, 0, line, kind="ink") for line in wrapped(head.asked, "asked: ")]
        place = len(rows)
        kind = "kept" if head.kept else "missed"
        rows += [Words(INDENT, 0, line, kind=kind) for line in wrapped(head.yours, "yours: ")]
    above = LINE_HEIGHT * len(rows) + 12
    if head:
        mark = tick if head.kept else cross
        marks = [mark(13, LINE_HEIGHT * (place + 1) - above - 4)]
    words = [replace(each, y=LINE_HEIGHT * number - above) for number, each in enumerate(rows, 1)]
    return replace(
        picture,
        said=f"{head.said} {picture.said}" if head else picture.said,
        caption=f"{head.said} {picture.said}" if head and not head.shown else picture.said,
        lines=[*picture.lines, *marks],
        words=[*words, *picture.words],
        above=above,
    )


def wrapped(text: str, label: str, most: int = MAX_LINES) -> list[str]:
    """The lines of a text behind its label."""
    one_line = " ".join(printable(label + text).split())
    return textwrap.wrap(one_line, MAX_COLUMNS, max_lines=most, placeholder=" ...")
