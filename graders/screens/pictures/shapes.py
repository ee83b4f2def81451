"""What a picture is made of: lines, bars and words at their places, and the same as a table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from graders.model.wording import amount

WIDTH = 480
"""Of every picture, in the units of its drawing: few, so that words can be read on a phone."""

LEFT, RIGHT = 70, 464
TOP, BOTTOM = 24, 206
"""Of the field between the axes."""

HEIGHT = 250

HALF_CHARACTER = 4
"""Of a number's width, and some room."""

MIN_ZONE_HEIGHT = 20
MIN_ZONE_WIDTH = 90
"""Of a zone that has words in it."""

TICKS = 4
"""Numbers on an axis, about."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """A path; ``kind`` is how it is drawn, see the page's style."""

    path: str
    kind: str


@dataclass(frozen=True)
class Bar:
    """A box."""

    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True)
class Words:
    """A text beside its point: at its "start", "middle" or "end"."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    kind: str = "soft"


@dataclass(frozen=True)
class Picture:
    """A drawing with what it says in words, and the numbers that it is made of."""

    title: str
    said: str
    """The same in a few sentences, for who does not see it."""
    head: Sequence[str]
    """Of the table's columns."""
    rows: Sequence[Sequence[str]]
    lines: Sequence[Line] = ()
    bars: Sequence[Bar] = ()
    words: Sequence[Words] = ()
    legend: Sequence[tuple[str, str]] = ()
    """Kinds of lines, each with what it stands for."""
    height: float = HEIGHT
    caption: str = ""
    """What stands below it for who sees it."""
    above: float = 0
    """The height of what stands above it, at places below 0."""


@dataclass(frozen=True)
class Field:
    """The field between two axes that begin at 0: where a value is on it."""

    most_right: float
    most_up: float
    right_unit: str = ""
    up_unit: str = ""
    bottom: float = BOTTOM
    top: float = TOP
    named: tuple[str, str] = field(default=("", ""))
    """What is counted to the right, and upwards."""

    def x(self, value: float) -> float:
        """From the left edge of the picture."""
        return round(LEFT + (RIGHT - LEFT) * value / (self.most_right or 1), 1)

    def y(self, value: float) -> float:
        """From its upper edge."""
        return round(self.bottom - (self.bottom - self.top) * value / (self.most_up or 1), 1)

    def path(self, points: Sequence[Point]) -> str:
        """A line from point to point."""
        return "M" + "L".join(f"{self.x(x):g} {self.y(y):g}" for x, y in points)

    def inside(self, points: Sequence[Point]) -> list[Point]:
        """The points up to where they leave the field upwards, and the one where they do."""
        shown: list[Point] = []
        for x, y in points:
            if y > self.most_up:
                before_x, before_y = shown[-1] if shown else (x, 0.0)
                share = (self.most_up - before_y) / (y - before_y)
                return [*shown, (before_x + share * (x - before_x), self.most_up)]
            shown.append((x, y))
        return shown

    def steps(self, points: Sequence[Point]) -> str:
        """A staircase: level until the next point, and up or down there."""
        first, *rest = points
        turns = "".join(f"H{self.x(x):g}V{self.y(y):g}" for x, y in rest)
        return f"M{self.x(first[0]):g} {self.y(first[1]):g}{turns}"

    def level(self, value: float, until: float = RIGHT) -> Line:
        """The line of a bound, from the left edge."""
        return Line(f"M{LEFT} {self.y(value):g}H{until:g}", "bound")

    def strip(self, low: float, high: float, kind: str, until: float = RIGHT) -> Bar:
        """All that is between two values, from the left edge."""
        top = self.y(high)
        return Bar(LEFT, top, round(until - LEFT, 1), round(self.y(low) - top, 1), kind)

    @property
    def axes(self) -> list[Line]:
        """Both axes, and a faint line at each number upwards."""
        grid = [
            Line(f"M{LEFT} {self.y(value):g}H{RIGHT}", "grid")
            for value in ticks(self.most_up, self.up_unit)[1:]
        ]
        return [*grid, Line(f"M{LEFT} {self.top:g}V{self.bottom:g}H{RIGHT}", "axis")]

    @property
    def numbers(self) -> list[Words]:
        """The numbers on both axes, and what they count."""
        up = [
            Words(LEFT - 6, self.y(value) + 4, amount(value, self.up_unit), "end")
            for value in ticks(self.most_up, self.up_unit)
        ]
        right = []
        for value in ticks(self.most_right, self.right_unit):
            text = amount(value, self.right_unit)
            # The last one would go over the edge where it is long.
            x = min(self.x(value), WIDTH - HALF_CHARACTER * len(text))
            right.append(Words(x, self.bottom + 17, text, "middle"))
        names = [
            Words(RIGHT, self.bottom + 36, self.named[0], "end"),
            Words(6, self.top - 10, self.named[1]),
        ]
        return [*up, *right, *names]


def zones(
    field: Field, bound: float, beyond: str, until: float = RIGHT
) -> tuple[list[Bar], list[Words]]:
    """What is allowed, below a bound, and what is above it, each with its name."""
    bars = [field.strip(0, bound, "allowed", until)]
    # Both names stand near the line, which leaves room for what goes on further up.
    words = [Words(until - 6, field.y(bound) + 14, "allowed", "end", "kept")]
    if bound < field.most_up:
        bars.append(field.strip(bound, field.most_up, "beyond", until))
        words.append(Words(until - 6, field.y(bound) - 6, beyond, "end", "missed"))
    wide = [bar.height >= MIN_ZONE_HEIGHT and bar.width >= MIN_ZONE_WIDTH for bar in bars]
    return bars, [word for word, has_room in zip(words, wide, strict=True) if has_room]


def beside(x: float, y: float, text: str) -> Words:
    """Words beside a mark, on the side that has room for them."""
    if x > (LEFT + RIGHT) / 2:
        return Words(x - 10, y + 4, text, "end", "missed")
    return Words(x + 10, y + 4, text, "start", "missed")


def cross(x: float, y: float) -> Line:
    """The mark of what is wrong at a point."""
    return Line(f"M{x - 5:g} {y - 5:g}l10 10m0 -10l-10 10", "missed")


def tick(x: float, y: float) -> Line:
    """The mark of what is kept."""
    return Line(f"M{x - 5:g} {y:g}l4 4l7 -9", "kept")


def ticks(most: float, unit: str = "") -> list[float]:
    """Round numbers from 0 to the most, some four of them; sizes are round in powers of two."""
    if not 0 < most < math.inf:
        return [0]
    rough = most / TICKS
    if unit == "bytes":
        step = 2.0 ** math.ceil(math.log2(rough))
    else:
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(power * each for each in (1, 2, 5, 10) if power * each >= rough * 0.999)
        step = step if unit else max(step, 1)
    return [step * place for place in range(int(most / step + 1e-9) + 1)]
