"""The pictures of one test: memory over time, pulls, who worked when, who holds it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from graders.model.drawing import Curve, Drawing
from graders.model.report import TestResult
from graders.model.wording import amount
from graders.screens.page import shorten
from graders.screens.pictures.asked import asked, headed
from graders.screens.pictures.lanes import bound_of_work, worked
from graders.screens.pictures.shapes import (
    RIGHT,
    WIDTH,
    Bar,
    Field,
    Line,
    Picture,
    Words,
    beside,
    cross,
    zones,
)
from graders.screens.pictures.stairs import bound_of_pulls, pulled

BOX_HEIGHT = 30
BOX_GAP = 34

MAX_BOX_COLUMNS = 60
"""Of the words in a box."""

THE_TEST = "the test, "
"""How a keeper begins that is none of the learner's."""


def pictures(test: TestResult, others: Sequence[tuple[str, Drawing]] = ()) -> list[Picture]:
    """All of a test; the curves of ``others`` are drawn beside its own, each with its name.

    What a picture shows has its bound in it, and at its head what came of that.
    """
    drawing, measures = test.drawing, test.measures
    if drawing is None:
        return []
    made = []
    for curve in drawing.curves:
        kind = curve.what, curve.bound, curve.along
        # Of several alike, the first.
        alike = {
            name: other
            for name, drawn in others
            for other in reversed(drawn.curves)
            if (other.what, other.bound, other.along) == kind
        }
        its = next((each for each in measures if (each.what, each.bound) == kind[:2]), None)
        made.append((memory(curve, [*alike.items()]), its))
    made += [(pulled(each, measures), bound_of_pulls(each, measures)) for each in drawing.stairs]
    made += [(worked(each, measures), bound_of_work(each, measures)) for each in drawing.timelines]
    made += [(held(each), None) for each in drawing.keepers]
    return [headed(picture, asked(test, measure)) for picture, measure in made]


def memory(curve: Curve, others: Sequence[tuple[str, Curve]] = ()) -> Picture:
    """Memory against the items that went over, the ceiling as a line.

    What is far above its own and twice the ceiling leaves the picture: the shape of its own is to
    be seen.
    """
    every = [curve, *(other for _, other in others)]
    highest = max(curve.high)
    most = min(max(max(each.high) for each in every), max(2 * curve.bound, highest))
    field = Field(
        max(max(each.at) for each in every),
        max(most, curve.bound) * 1.08,
        up_unit="bytes",
        named=(curve.along, "memory"),
    )
    lines = [*field.axes, field.level(curve.bound)]
    lines += [
        Line(field.path(field.inside(_points(other, field))), f"other{place}")
        for place, (_, other) in enumerate(others)
    ]
    # Between the least and the most that was read: where it went up and down unseen, it is wide.
    low = list(zip(curve.at, curve.low, strict=True))
    mine = _points(curve, field)
    lines += [
        Line(f"{field.path([*mine, *reversed(low)])}Z", "band"),
        Line(field.path(mine), "yours"),
    ]
    ceiling = amount(curve.bound, "bytes")
    at = curve.at[curve.high.index(highest)]
    bars, words = zones(field, curve.bound, "over the ceiling")
    if highest > curve.bound:
        x, y = field.x(at) if len(curve.at) > 1 else RIGHT, field.y(highest)
        lines.append(cross(x, y))
        words.append(beside(x, y, amount(highest, "bytes")))
    told = (
        f"It begins at {amount(curve.high[0], 'bytes')}, is highest with "
        f"{amount(highest, 'bytes')} at {amount(at, '')} {curve.along}, and ends at "
        f"{amount(curve.high[-1], 'bytes')}. The ceiling is {ceiling}."
    )
    return Picture(
        f"Memory over time: {curve.what}",
        told,
        (curve.along, "least bytes", "most bytes"),
        [
            [f"{each:,}" for each in row]
            for row in zip(curve.at, curve.low, curve.high, strict=True)
        ],
        lines,
        bars,
        [*words, *field.numbers],
        [
            ("yours", f"yours, {amount(highest, 'bytes')} at most"),
            ("bound", f"the ceiling, {ceiling}"),
            *(
                (f"other{place}", f"{name}, {amount(max(other.high), 'bytes')} at most")
                for place, (name, other) in enumerate(others)
            ),
        ],
    )


def _points(curve: Curve, field: Field) -> list[tuple[float, float]]:
    """Those of the most that was read; of a single reading, from edge to edge."""
    points: list[tuple[float, float]] = [*zip(curve.at, curve.high, strict=True)]
    if len(points) == 1:
        points = [(0, points[0][1]), (field.most_right, points[0][1])]
    return points


def held(chain: Sequence[str]) -> Picture:
    """Who keeps the object, from what has a name down to it; the arrow to cut is marked."""
    boxes = [*reversed(chain), "the object"]
    middle, lines, bars, words = WIDTH / 2, [], [], []
    is_tests = chain[-1].startswith(THE_TEST)
    for place, text in enumerate(boxes):
        y = 12 + place * (BOX_HEIGHT + BOX_GAP)
        bars.append(Bar(20, y, WIDTH - 40, BOX_HEIGHT, "box"))
        words.append(Words(middle, y + 20, shorten(text, MAX_BOX_COLUMNS), "middle", "ink"))
        if place + 1 < len(boxes):
            cut = place == 0 and not is_tests
            down = y + BOX_HEIGHT
            arrow = f"M{middle:g} {down + 2:g}v{BOX_GAP - 4}m-5 -7l5 7l5 -7"
            lines.append(Line(arrow, "cut" if cut else "keeps"))
            if cut:
                lines.append(Line(f"M{middle - 12:g} {down + 20:g}l24 -9", "cut"))
            words.append(
                Words(middle + 18, down + 22, "keeps: cut here" if cut else "keeps", "start")
            )
    height = 12 + len(boxes) * (BOX_HEIGHT + BOX_GAP) - BOX_GAP + 12
    where = "" if is_tests else f" Cut where {boxes[0]} keeps {boxes[1]}."
    return Picture(
        "Who holds it",
        f"The object is kept by {', kept by '.join(chain)}.{where}",
        ("who keeps", "what"),
        [list(pair) for pair in pairwise(boxes)],
        lines,
        bars,
        words,
        height=height,
    )
