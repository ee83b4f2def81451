"""The overview: a line and a bar for each topic, or the exercises of it, from the last gradings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from graders.model.invocation import command
from graders.model.levels import ladder
from graders.model.report import ExerciseResult, Outcome
from graders.screens.page import Page, Span, pad
from graders.screens.scoreboard import STATES

BAR_COLUMNS = 16

EDITED = Span("edited", "yellow")
"""The word for a text that was not graded since it was changed."""


class Standing(NamedTuple):
    """Where a learner stands with one exercise."""

    result: ExerciseResult
    """Of the last grading; without tests where there was none, or where nobody has begun."""
    edited: bool = False
    """The text is another one now."""

    @property
    def state(self) -> Span:
        """The word for it."""
        if self.edited:
            return EDITED
        return STATES[self.result.outcome if self.result.tests else Outcome.TODO]

    @property
    def open(self) -> bool:
        """There is something to do."""
        return self.edited or not self.result.done

    @property
    def under_way(self) -> bool:
        """Somebody has begun, and is not done."""
        return self.edited or bool(self.open and self.result.tests)


def overview(standings: Sequence[Standing]) -> Page:
    """The page of all topics: it fits a screen of 24 lines."""
    page = Page()
    topics = [(topic, list(rows)) for topic, rows in groupby(standings, key=_topic)]
    name_width = max((len(topic) for topic, _ in topics), default=0)
    for topic, rows in topics:
        done = sum(not each.open for each in rows)
        filled = BAR_COLUMNS * done // len(rows)
        under_way = sum(each.under_way for each in rows)
        page.add(
            f"  {pad(topic, name_width)}  ",
            Span("#" * filled, "green"),
            Span("." * (BAR_COLUMNS - filled), "dim"),
            f"  {done:>2} of {len(rows):>2} done",
            Span(f"  {under_way:>2} under way" if under_way else "", "dim"),
            hang=name_width + 4,
        )
    _add_total(page, standings)
    return page


def listing(standings: Sequence[Standing]) -> Page:
    """The page of exercises, a line each; names and numbers are never cut."""
    page = Page()
    onward = _next(standings)
    name_width = max((len(each.result.name) for each in standings), default=0)
    state_width = max((len(each.state.text) for each in standings), default=0)
    for topic, rows in groupby(standings, key=_topic):
        page.add("  ", Span(topic, "bold"))
        for each in rows:
            result, state = each.result, each.state
            points = f"{result.points:>2} of {result.max_points:>2}"
            page.add(
                Span(f"    {pad(state.text, state_width)}", state.style),
                f"  {result.number}  {pad(result.name, name_width)}  {points}",
                Span("  <- next" if each is onward else "", "bold"),
                hang=8,
            )
    _add_total(page, standings)
    return page


def _topic(standing: Standing) -> str:
    return standing.result.topic


def _next(standings: Sequence[Standing]) -> Standing | None:
    """The first of the ladder with something to do."""
    opened = {each.result.number: each for each in standings if each.open}
    steps = ladder(each.result for each in opened.values())
    return opened[steps[0].number] if steps else None


def _add_total(page: Page, standings: Sequence[Standing]) -> None:
    done = sum(not each.open for each in standings)
    points = sum(each.result.points for each in standings)
    most = sum(each.result.max_points for each in standings)
    total = f"{done} of {len(standings)} exercises done, {points} of {most} points"
    page.add("  ", Span(total, "bold"))
    onward = _next(standings)
    if onward is not None:
        page.add(f"  next: {command('grade', onward.result.name)}")
    if any(each.edited for each in standings):
        page.add("  edited: not graded since it was changed; its points are of the text before")
