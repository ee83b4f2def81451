"""Who worked when: a lane for each process, thread or call at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby

from graders.model.drawing import CALL, Timeline
from graders.model.report import Measure
from graders.model.wording import amount, number_of
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
)

LANE_HEIGHT = 18
"""Of a lane of a timeline, with the gap below it; and of a row of words between lanes."""

BAR_HEIGHT = 13

MAX_LANES = 16
"""Lanes that are drawn; the others stand in the table."""

FIRST_LANE = 26
"""Where the uppermost begins."""

COUNT_HEIGHT = 60
"""Of the line that counts how many were at work."""

AT_WORK = re.compile(r"^(?!.*\b(?:alive|open|connection)\b).*\b(?:at once|used|inside)\b")
"""How a count of those who work side by side is named."""


@dataclass
class _Strip:
    """The lanes, one below the other, as far as they are laid out."""

    bottom: float = FIRST_LANE
    tops: list[float] = field(default_factory=list)
    """Where each lane begins."""
    bars: list[Bar] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    def add_words(self, text: str, kind: str, x: float = RIGHT, anchor: str = "end") -> None:
        """A row of words."""
        self.words.append(Words(x, self.bottom + BAR_HEIGHT - 2, text, anchor, kind))
        self.bottom += LANE_HEIGHT

    def add_lane(self, name: str, bars: Sequence[tuple[float, float]], kind: str) -> None:
        """A lane: from where to where its bars go."""
        self.tops.append(self.bottom)
        self.words.append(Words(LEFT - 6, self.bottom + 11, name, "end"))
        self.bars += [
            Bar(left, self.bottom, max(round(right - left, 1), 1), BAR_HEIGHT, kind)
            for left, right in bars
        ]
        self.bottom += LANE_HEIGHT


def worked(timeline: Timeline, measures: Sequence[Measure] = ()) -> Picture:
    """A lane for each process, thread or call at a time, and below it how many were at work."""
    counted = at_once(timeline)
    high = int(max(count for _, count in counted))
    measure = bound_of_work(timeline, measures)
    bound = f"{measure.what}: {measure.relation} {amount(measure.bound, '')}" if measure else ""
    end = max(timeline.wall, _last(timeline))
    strip = _lanes(timeline, measure, Field(end, 1))
    below = Field(
        end,
        max(high, 1, measure.bound if measure else 0),
        right_unit="seconds",
        bottom=strip.bottom + 28 + COUNT_HEIGHT,
        top=strip.bottom + 28,
        named=("time", "how many at once"),
    )
    lines, words = _bounded(below, measure, counted) if measure else ([], [])
    units = number_of(sum(map(len, timeline.lanes)) + timeline.left_out, "unit")
    failed = len(timeline.raised)
    told = (
        f"{units} in {number_of(len(timeline.lanes), 'lane')}; at most {high} at once.",
        f"{number_of(failed, 'unit')} ended in an error." if failed else "",
        f"The last {timeline.left_out:,} are not drawn." if timeline.left_out else "",
        speed(timeline),
    )
    return Picture(
        "Who worked when",
        " ".join(filter(None, told)),
        (timeline.what, "began, seconds", "ended, seconds"),
        [
            [str(number), f"{begun:.4f}", f"{ended:.4f}"]
            for number, lane in enumerate(timeline.lanes, 1)
            for begun, ended in lane
        ],
        [*below.axes, Line(below.steps(counted), "yours"), *lines, *strip.lines],
        strip.bars,
        [*strip.words, *words, *below.numbers],
        [
            *([("bound", bound)] if bound else []),
            *([("missed", "a call that ended in an error")] if failed else []),
        ],
        height=below.bottom + 44,
    )


def bound_of_work(timeline: Timeline, measures: Sequence[Measure]) -> Measure | None:
    """The measure of how many were at work, or how many there were, that a timeline shows."""
    high = max(count for _, count in at_once(timeline))
    return counting(measures, high, len(timeline.lanes), told=AT_WORK)


def _lanes(timeline: Timeline, measure: Measure | None, along: Field) -> _Strip:
    """The lanes: those beyond the bound stand apart, those that are missing are empty."""
    strip, missed = _Strip(), measure is not None and not measure.held
    bound = int(measure.bound) if measure else 0
    most = bound if missed and measure and measure.relation != "at least" else MAX_LANES
    asked = bound if missed and measure and measure.relation != "at most" else 0
    name = "lane" if timeline.what == CALL else timeline.what
    strip.words.append(Words(6, 16, f"a lane for each {timeline.what}"))
    for place, lane in enumerate(timeline.lanes[:MAX_LANES]):
        if place == most:
            strip.lines.append(Line(f"M{LEFT} {strip.bottom - 2:g}H{RIGHT}", "bound"))
            strip.add_words(f"below this line: more than {most}", "missed")
        drawn = [(along.x(begun), along.x(ended)) for begun, ended in lane]
        strip.add_lane(f"{name} {place + 1}", drawn, "unit" if place < most else "over")
    for number in range(len(timeline.lanes) + 1, min(asked, MAX_LANES) + 1):
        strip.words.append(Words((LEFT + RIGHT) / 2, strip.bottom + 11, "nobody", "middle"))
        strip.add_lane(f"{name} {number}", [(LEFT, RIGHT)], "missing")
    if timeline.left_out and _last(timeline) < along.most_right:
        x, height = along.x(_last(timeline)), strip.bottom - FIRST_LANE - LANE_HEIGHT + BAR_HEIGHT
        strip.bars.append(Bar(x, FIRST_LANE, round(RIGHT - x, 1), height, "unseen"))
        more = f"grey: {amount(timeline.left_out, '')} more, not drawn"
        strip.words.append(Words(RIGHT, 16, more, "end"))
    if len(timeline.lanes) > MAX_LANES:
        more = number_of(len(timeline.lanes) - MAX_LANES, "more lane")
        strip.add_words(f"{more}, not drawn", "soft")
    _add_errors(strip, timeline, along)
    return strip


def _add_errors(strip: _Strip, timeline: Timeline, along: Field) -> None:
    """A mark on each unit that ended in an error; of the first of them, what began after it."""
    shown = [(lane, at) for lane, at in timeline.raised if lane < len(strip.tops)]
    strip.lines.extend(cross(along.x(at), strip.tops[lane] + BAR_HEIGHT / 2) for lane, at in shown)
    if shown:
        since = min(at for _, at in shown)
        later = sum(begun >= since for lane in timeline.lanes for begun, _ in lane)
        later += timeline.left_out
        first = along.x(since)
        strip.lines.append(Line(f"M{first:g} {FIRST_LANE}V{strip.bottom + 10:g}", "since"))
        turned = first > (LEFT + RIGHT) / 2
        x, anchor = (first - 6, "end") if turned else (first + 6, "start")
        strip.add_words(f"an error here; {later:,} more began after it", "missed", x, anchor)


def _bounded(
    below: Field, measure: Measure, counted: Sequence[tuple[float, float]]
) -> tuple[list[Line], list[Words]]:
    """How many may be at work or have to be, as a line, and the mark where there were too many."""
    bound = f"{measure.relation} {amount(measure.bound, '')}"
    lines = [below.level(measure.bound)]
    over = next(((at, count) for at, count in counted if count > measure.bound), None)
    if not over or measure.held or measure.relation == "at least":
        return lines, [Words(RIGHT, below.y(measure.bound) - 5, bound, "end", "ink")]
    x, y = below.x(over[0]), below.y(over[1])
    return [*lines, cross(x, y)], [beside(x, y, f"{over[1]:g} at once, {bound}")]


def _last(timeline: Timeline) -> float:
    """When the last unit that is drawn has ended."""
    return max(ended for lane in timeline.lanes for _, ended in lane)


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
