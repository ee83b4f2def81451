"""The same in the characters of a terminal: the memory of a test on one line."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby

from graders.model.drawing import Curve

BLOCKS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"
"""From low to high."""


def sparks(curve: Curve, columns: int) -> list[tuple[str, bool]]:
    """The most that was held, from left to right, in runs: is it above the bound there?

    Where nothing was read, it is what was read last.
    """
    end, top = curve.at[-1] or 1, max(curve.bound, *curve.high) or 1
    drawn = []
    shown = 0
    for column in range(columns):
        ended = bisect_right(curve.at, end * (column + 1) / columns)
        value = max(curve.high[shown:ended] or curve.high[max(ended - 1, 0) : max(ended, 1)])
        shown = ended
        block = BLOCKS[min(int(value / top * len(BLOCKS)), len(BLOCKS) - 1)]
        drawn.append((block, value > curve.bound))
    return [
        ("".join(block for block, _ in run), above)
        for above, run in groupby(drawn, key=lambda each: each[1])
    ]
