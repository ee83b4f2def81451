"""The pictures of one test: memory over time, pulls, who worked when, who holds it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby, pairwise

from graders.model.drawing import Curve, Drawing, Stairs, Timeline
from graders.model.report import Measure
from graders.model.wording import amount, number_of
from graders.screens.page import shorten
from graders.screens.pictures.shapes import LEFT, RIGHT, WIDTH, Bar, Field, Line, Picture, Words

LANE_HEIGHT = 18
"""Of a lane of a timeline, with the gap below it."""

MAX_LANES = 16
"""Lanes that are drawn; the others stand in the table."""

COUNT_HEIGHT = 60
"""Of the line that counts how many were at work."""

BOX_HEIGHT = 30
BOX_GAP = 34

MAX_BOX_COLUMNS = 60
"""Of the words in a box."""

MAX_STEPS = 60
"""Of a staircase that goes up by one; a longer one is a line."""

THE_TEST = "the test, "
"""How a keeper begins that is none of the learner's."""


def pictures(
    drawing: Drawing | None,
    others: Sequence[tuple[str, Drawing]] = (),
    measures: Sequence[Measure] = (),
) -> list[Picture]:
    """All of a test; the curves of ``others`` are drawn beside its own, each with its name.

    ``measures`` are the test's: what a picture shows has its bound in it.
    """
    if drawing is None:
        return []
    curves = []
    for curve in drawing.curves:
        kind = curve.what, curve.bound, curve.along
        # Of several alike, the first.
        beside = {
            name: other
            for name, made in others
            for other in reversed(made.curves)
            if (other.what, other.bound, other.along) == kind
        }
        curves.append(memory(curve, [*beside.items()]))
    return [
        *curves,
        *(pulled(each, measures) for each in drawing.stairs),
        *(worked(each, measures) for each in drawing.timelines),
        *(held(each, measures) for each in drawing.keepers),
    ]


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
    lines = [*field.axes, Line(f"M{LEFT} {field.y(curve.bound):g}H{RIGHT}", "bound")]
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
        words=field.numbers,
        legend=[
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


def counting(measures: Sequence[Measure], *values: float) -> Measure | None:
    """The measure of a count that a picture shows, by its value: one that is missed before others.

    Nothing that is drawn says by itself what it was held against.
    """
    found = [each for each in measures if not each.unit and each.value in values]
    return min(found, key=lambda each: each.held, default=None)


def _bound(measure: Measure | None) -> str:
    return f"{measure.what}: {measure.relation} {amount(measure.bound, '')}" if measure else ""


def _level(field: Field, measure: Measure | None, until: float = RIGHT) -> list[Line]:
    return [Line(f"M{LEFT} {field.y(measure.bound):g}H{until:g}", "bound")] if measure else []


def pulled(stairs: Stairs, measures: Sequence[Measure] = ()) -> Picture:
    """Two staircases: what was pulled from the source, and what was handed over by then."""
    over, taken = stairs.at[-1], stairs.pulled[-1]
    each_step = range(over + 1) if over <= MAX_STEPS else (0, over)
    given = [(float(step), float(step)) for step in each_step]
    points = [(float(at), float(up)) for at, up in zip(stairs.at, stairs.pulled, strict=True)]
    first = next((up for at, up in reversed(points) if at == 0), 0)
    measure = counting(measures, taken, first)
    most = max(over, taken, measure.bound if measure else 0)
    field = Field(max(over, 1), most, named=(stairs.along, "items"))
    # What was pulled for the first of them is bounded there, and not all along.
    until = RIGHT if not measure or measure.value == taken else field.x(1)
    bound = _bound(measure)
    before = f"Pulled before the first of the {stairs.along}: {amount(first, '')}"
    return Picture(
        "Pulled and handed over",
        f"{before}; at the end {amount(taken, '')} pulled, {amount(over, '')} {stairs.along}."
        + (f" The bound: {bound}." if bound else ""),
        (stairs.along, "items pulled"),
        [[f"{at:,}", f"{up:,}"] for at, up in zip(stairs.at, stairs.pulled, strict=True)],
        [
            *field.axes,
            *_level(field, measure, until),
            Line(field.steps(given) if over <= MAX_STEPS else field.path(given), "given"),
            Line(field.steps([*points, (float(max(over, 1)), points[-1][1])]), "yours"),
        ],
        words=field.numbers,
        legend=[
            ("yours", f"pulled from the source, {taken:,}"),
            ("given", f"{stairs.along}, {over:,}"),
            *([("bound", bound)] if bound else []),
        ],
    )


def worked(timeline: Timeline, measures: Sequence[Measure] = ()) -> Picture:
    """A lane for each process, thread or call at a time, and below it how many were at work."""
    lanes = timeline.lanes[:MAX_LANES]
    drawn_to = max(span[1] for lane in timeline.lanes for span in lane)
    end = max(timeline.wall, drawn_to)
    below = 30 + LANE_HEIGHT * len(lanes)
    counted = at_once(timeline)
    high = int(max(count for _, count in counted))
    measure = counting(measures, high)
    bound = _bound(measure)
    field = Field(
        end,
        max(high, 1, measure.bound if measure else 0),
        right_unit="seconds",
        bottom=below + 24 + COUNT_HEIGHT,
        top=below + 24,
        named=("time", "how many at once"),
    )
    bars, words = [], [Words(6, 16, f"a lane for each {timeline.what}")]
    for place, lane in enumerate(lanes):
        y = 26 + LANE_HEIGHT * place
        words.append(Words(LEFT - 6, y + 11, str(place + 1), "end"))
        bars += [
            Bar(field.x(begun), y, max(round(field.x(ended) - field.x(begun), 1), 1), 13, "unit")
            for begun, ended in lane
        ]
    if timeline.left_out and drawn_to < end:
        x = field.x(drawn_to)
        bars.append(Bar(x, 26, round(RIGHT - x, 1), LANE_HEIGHT * len(lanes) - 5, "unseen"))
        more = f"grey: {amount(timeline.left_out, '')} more, not drawn"
        words.append(Words(RIGHT, 16, more, "end"))
    units = number_of(sum(map(len, timeline.lanes)) + timeline.left_out, "unit")
    told = f"{units} in {number_of(len(timeline.lanes), 'lane')}; at most {high} at once."
    said = f" The bound: {bound}." if bound else ""
    left_out = f" The last {timeline.left_out:,} are not drawn." if timeline.left_out else ""
    return Picture(
        "Who worked when",
        f"{told}{said}{left_out} {speed(timeline)}".strip(),
        (timeline.what, "began, seconds", "ended, seconds"),
        [
            [str(number), f"{begun:.4f}", f"{ended:.4f}"]
            for number, lane in enumerate(timeline.lanes, 1)
            for begun, ended in lane
        ],
        [*field.axes, *_level(field, measure), Line(field.steps(counted), "yours")],
        bars,
        [*words, *field.numbers],
        [("bound", bound)] if bound else [],
        height=field.bottom + 44,
    )


def at_once(timeline: Timeline) -> list[tuple[float, float]]:
    """How many units were in work, from each moment on at which that changes."""
    spans = [span for lane in timeline.lanes for span in lane]
    events = sorted([(begun, 1) for begun, _ in spans] + [(ended, -1) for _, ended in spans])
    counts = accumulate(change for _, change in events)
    moments = [moment for moment, _ in events]
    each = groupby(zip(moments, counts, strict=True), key=lambda row: row[0])
    return [(0.0, 0.0), *((moment, float([*rows][-1][1])) for moment, rows in each)]


def speed(timeline: Timeline) -> str:
    """What working side by side has brought, where the time of the work is known."""
    if not timeline.work or not timeline.wall:
        return ""
    return (
        f"One after another {amount(timeline.work, 'seconds', 2)}, yours "
        f"{amount(timeline.wall, 'seconds', 2)}: {timeline.work / timeline.wall:.1f}x (not judged)."
    )


def held(chain: Sequence[str], measures: Sequence[Measure] = ()) -> Picture:
    """Who keeps the object, from what has a name down to it; the arrow to cut is marked.

    Below it, what was counted: how many there are of its kind.
    """
    boxes = [*reversed(chain), "the object"]
    missed = next((each for each in measures if not each.held and not each.unit), None)
    counted = ""
    if missed:
        numbers = f"{amount(missed.value, '')}, {missed.relation} {amount(missed.bound, '')}"
        counted = f"{missed.what}: {numbers}"
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
    if counted:
        words.append(Words(middle, height + 8, shorten(counted, MAX_BOX_COLUMNS), "middle"))
        height += 20
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
