"""Pulled and handed over: two staircases, what may be pulled, and where more was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graders.model.drawing import Stairs
from graders.model.report import Measure
from graders.model.wording import amount
from graders.screens.pictures.asked import counting
from graders.screens.pictures.shapes import (
    LEFT,
    RIGHT,
    Bar,
    Field,
    Line,
    Picture,
    Words,
    beside,
    cross,
    zones,
)

MAX_STEPS = 60
"""Of a staircase that goes up by one; a longer one is a line."""

READ = re.compile(r"^(?!.*\b(?:alive|open|at once|in flight|used|left|held)\b)")
"""How a count of what was pulled may be named."""

AHEAD = re.compile(r"\b(?:ahead|beyond|and not)\b")
"""How one is named that is of what was pulled and is not handed over yet."""


def pulled(stairs: Stairs, measures: Sequence[Measure] = ()) -> Picture:
    """Two staircases: what was pulled from the source, and what was handed over by then."""
    over, taken = stairs.at[-1], stairs.pulled[-1]
    each_step = range(over + 1) if over <= MAX_STEPS else (0, over)
    given = [(float(step), float(step)) for step in each_step]
    points = [(float(at), float(up)) for at, up in zip(stairs.at, stairs.pulled, strict=True)]
    measure = bound_of_pulls(stairs, measures)
    bound = f"{measure.what}: {measure.relation} {amount(measure.bound, '')}" if measure else ""
    most = (over, taken, _limit(stairs, measure, 0), _limit(stairs, measure, over))
    # With room for what is beyond the bound, however little that is.
    field = Field(max(over, 1), max(most) * (1.1 if measure else 1), named=(stairs.along, "items"))
    bars, lines, words = _bounded(stairs, measure, field) if measure else ([], [], [])
    return Picture(
        "Pulled and handed over",
        f"Pulled before the first of the {stairs.along}: {amount(_first(stairs), '')}; at the end "
        f"{amount(taken, '')} pulled, {amount(over, '')} {stairs.along}.",
        (stairs.along, "items pulled"),
        [[f"{at:,}", f"{up:,}"] for at, up in zip(stairs.at, stairs.pulled, strict=True)],
        [
            *field.axes,
            Line(field.steps(given) if over <= MAX_STEPS else field.path(given), "given"),
            Line(field.steps([*points, (float(max(over, 1)), points[-1][1])]), "yours"),
            *lines,
        ],
        bars,
        [*words, *field.numbers],
        [
            ("yours", f"pulled from the source, {taken:,}"),
            ("given", f"{stairs.along}, {over:,}"),
            *([("bound", bound)] if bound else []),
        ],
    )


def bound_of_pulls(stairs: Stairs, measures: Sequence[Measure]) -> Measure | None:
    """The measure of what was pulled: in all, before the first, or ahead of what was given."""
    ahead = max(up - at for at, up in zip(stairs.at, stairs.pulled, strict=True))
    found = counting(measures, stairs.pulled[-1], _first(stairs), ahead, told=READ)
    # What is ahead can have been counted before the end, or without what was in work.
    named = (each for each in measures if not each.held and AHEAD.search(each.what))
    return found or next(named, None)


def _first(stairs: Stairs) -> int:
    """What was pulled before anything was handed over."""
    return max(up for at, up in zip(stairs.at, stairs.pulled, strict=True) if at == stairs.at[0])


def _limit(stairs: Stairs, measure: Measure | None, at: float) -> float:
    """Where the bound is when so much was handed over."""
    if measure is None:
        return 0
    of_all = measure.value in (stairs.pulled[-1], _first(stairs))
    return measure.bound if of_all and not AHEAD.search(measure.what) else at + measure.bound


def _bounded(
    stairs: Stairs, measure: Measure, field: Field
) -> tuple[list[Bar], list[Line], list[Words]]:
    """What may be pulled as a zone with its line, and the mark where it was left."""
    over = float(max(stairs.at[-1], 1))
    # What was pulled for the first of them is bounded there, and not all along.
    of_first = measure.value != stairs.pulled[-1] and measure.value == _first(stairs)
    until = field.x(1) if of_first else RIGHT
    ends = [(at, _limit(stairs, measure, at)) for at in (0.0, over)]
    bars: list[Bar] = []
    words: list[Words] = []
    if ends[0][1] == ends[1][1]:
        lines = [field.level(measure.bound, until)]
        if measure.relation == "at most":
            bars, words = zones(field, measure.bound, "too many", until)
    else:
        lines = [Line(field.path(ends), "bound")]
        if measure.relation == "at most":
            corners = [*ends, (over, over), (0.0, 0.0)]
            lines.append(Line(f"{field.path(corners)}Z", "between"))
            words.append(Words(LEFT + 8, field.y(ends[0][1]) - 6, "allowed", kind="kept"))
        else:
            asked = f"{measure.relation} {amount(measure.bound, '')} more"
            words.append(Words(LEFT + 8, field.y(ends[0][1]) - 6, asked, kind="ink"))
    # A step has as many points as were kept of it: what counts is how high it goes.
    steps = dict(zip(stairs.at, stairs.pulled, strict=True))
    left = next(
        (step for step in steps.items() if step[1] > _limit(stairs, measure, step[0])), None
    )
    if left and not measure.held and measure.relation != "at least":
        x, y = field.x(left[0]), field.y(left[1])
        lines.append(cross(x, y))
        words.append(beside(x, y, f"over the bound here: {left[1]:,}"))
    return bars, lines, words
