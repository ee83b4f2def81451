"""When calls of a test's function began and ended, each in a lane of its own while it lasts."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

from graders.model.drawing import CALL, MAX_BARS, Timeline

Span = tuple[float, float]
"""Between two moments of the judge's clock."""


class Shifts:
    """The calls of one function; whoever tells of them holds a lock of his own."""

    def __init__(self) -> None:
        self._lanes: list[list[Span]] = []
        self._since: dict[int, float] = {}
        """When the call in a lane began."""
        self._raised: list[tuple[int, float]] = []
        """Lanes whose call ended in an error of the test's own, and when."""

    def begin(self) -> int:
        """A call begins: the first lane that is free."""
        lane = next(
            (each for each in range(len(self._lanes)) if each not in self._since), len(self._lanes)
        )
        if lane == len(self._lanes):
            self._lanes.append([])
        self._since[lane] = time.monotonic()
        return lane

    def end(self, lane: int, raised: bool = False) -> None:
        """The call in this lane ends; ``raised``: in an error that the test has raised in it."""
        now = time.monotonic()
        self._lanes[lane].append((self._since.pop(lane), now))
        if raised:
            self._raised.append((lane, now))

    def timelines(self) -> list[Timeline]:
        """What became of it until now: none where there was no call."""
        now, since = time.monotonic(), dict(self._since)
        lanes = [
            [*spans, *([(since[lane], now)] if lane in since else [])]
            for lane, spans in enumerate(self._lanes)
        ]
        every = [span for spans in lanes for span in spans]
        if not every:
            return []
        begun, ended = min(every)[0], max(span[1] for span in every)
        return [timeline(CALL, lanes, begun, ended - begun, raised=self._raised)]


def timeline(
    what: str,
    lanes: Sequence[Iterable[Span]],
    begun: float,
    wall: float,
    work: float = 0.0,
    raised: Sequence[tuple[int, float]] = (),
) -> Timeline:
    """A timeline of as many bars as a drawing may have, the earliest of them."""
    every = sorted((span, lane) for lane, spans in enumerate(lanes) for span in spans)
    drawn: list[list[Span]] = [[] for _ in lanes]
    for (first, last), lane in every[:MAX_BARS]:
        drawn[lane].append((round(first - begun, 4), round(last - begun, 4)))
    left_out = max(len(every) - MAX_BARS, 0)
    used = [lane for lane, spans in enumerate(drawn) if spans]
    shown = {(lane, last) for (_, last), lane in every[:MAX_BARS]}
    return Timeline(
        what,
        [drawn[lane] for lane in used],
        round(wall, 4),
        round(work, 4),
        left_out,
        [(used.index(lane), round(at - begun, 4)) for lane, at in raised if (lane, at) in shown],
    )
