"""What the drawings of a test are made of: points that the judge kept while it measured.

They are shown and never judged. Each is bounded, so that no answer can fill a report with them.
"""

from __future__ import annotations

import msgspec

MAX_POINTS = 128
"""Of a curve or a staircase; of more, every second one stands for the others."""

MAX_BARS = 240
"""Of a timeline; later ones are counted."""

MAX_ALIKE = 4
"""Curves of a test, and timelines."""

MAX_CHAINS = 6
"""Of keepers."""

CALL = "call in flight"
"""What a lane is where it is neither a process nor a thread."""


class Curve(msgspec.Struct, frozen=True, omit_defaults=True):
    """Memory over time: between two points, the least and the most that was read there."""

    what: str
    """As the measure says it: "peak memory"."""
    bound: float
    along: str
    """What is counted to the right: "items taken"."""
    at: list[int]
    low: list[int]
    """Bytes, as many as there are points."""
    high: list[int]


class Stairs(msgspec.Struct, frozen=True):
    """How many items were pulled from the test's sources when so many had been handed over."""

    along: str
    """What is counted to the right: "items handed over"."""
    at: list[int]
    pulled: list[int]


class Timeline(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who worked when: for each lane, when its units began and ended, in seconds."""

    what: str
    """What a lane is: "process"."""
    lanes: list[list[tuple[float, float]]]
    wall: float
    """Seconds from the first moment to the last."""
    work: float = 0.0
    """Seconds of CPU of all units, where it is worth comparing."""
    left_out: int = 0
    """Units that are not among the bars."""
    raised: list[tuple[int, float]] = []
    """Units that ended in an error of the test's own: the place of the lane, and when."""


class Drawing(msgspec.Struct, frozen=True, omit_defaults=True):
    """Of one test: each list is empty where there is nothing of the kind to draw."""

    curves: list[Curve] = []
    stairs: list[Stairs] = []
    timelines: list[Timeline] = []
    keepers: list[list[str]] = []
    """Chains: who keeps the object, who keeps that, up to something that has a name."""

    def __bool__(self) -> bool:
        return bool(self.curves or self.stairs or self.timelines or self.keepers)
