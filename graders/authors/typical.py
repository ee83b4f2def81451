"""The curves that are worth keeping of an exercise: its reference's and typical mistakes'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graders.model.curves import REFERENCE, Curves, Named
from graders.model.drawing import Curve
from graders.model.report import BROKEN, Outcome, TestResult

MAX_MISTAKES = 2
"""Drawn beside an answer's own curve."""

KEPT_POINTS = 32
"""Of a curve: enough for its shape."""

Found = Mapping[str, TestResult]
"""What became of the tests on one answer, by name."""


def curves_of(reference: Found, decoys: Mapping[str, Found]) -> Curves:
    """The curves to keep, by test: the reference's, and those of decoys that break its ceiling.

    The most typical ones of a test are those that break little else.
    """

    def rank(name: str) -> tuple[int, str]:
        return sum(each.outcome in BROKEN for each in decoys[name].values()), name

    typical = sorted(decoys, key=rank)
    kept = {}
    for test, result in reference.items():
        for curve in result.drawing.curves[:1] if result.drawing else ():
            broken = [each for name in typical for each in _broken(name, decoys[name][test], curve)]
            kept[test] = [Named(REFERENCE, _shape(curve)), *broken[:MAX_MISTAKES]]
    return kept


def _broken(name: str, result: TestResult, like: Curve) -> Iterator[Named]:
    """The curve of a mistake that breaks the same ceiling."""
    found = result.drawing.curves if result.drawing and result.outcome is Outcome.OVER else []
    kind = like.what, like.bound, like.along
    for curve in found:
        if (curve.what, curve.bound, curve.along) == kind and max(curve.high) > curve.bound:
            yield Named(name.replace("_", " "), _shape(curve))


def _shape(curve: Curve) -> Curve:
    """The same with fewer points: neighbours are one, with the least and the most of them."""
    together = -(-len(curve.at) // KEPT_POINTS)
    places = range(len(curve.at))
    groups = [places[first : first + together] for first in places[::together]]
    return Curve(
        curve.what,
        curve.bound,
        curve.along,
        [curve.at[group[-1]] for group in groups],
        [min(curve.low[place] for place in group) for group in groups],
        [max(curve.high[place] for place in group) for group in groups],
    )
