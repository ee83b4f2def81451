"""Counts held against a bound: the words ``at_most``, ``at_least`` and ``exactly``."""

from __future__ import annotations

from collections.abc import Callable

from graders.model.report import Failed, Measure, Over
from graders.model.wording import amount
from graders.workers import execution

MAX_NUMBER = 1 << 53
"""Beyond every count and size; larger numbers are nobody's, and no report could hold them."""


def at_most(value: float, bound: float, what: str, *, unit: str = "", exact: bool = True) -> None:
    """Hold ``value <= bound``; ``what`` names what was counted: "readings pulled".

    ``exact=False`` says that the value has noise, so that the bound needs a margin of 2 on both
    sides.

    Raises:
        Over: it is not held.
    """
    hold(Measure(what, value, bound, "at most", unit, exact))


def at_least(value: float, bound: float, what: str, *, unit: str = "", exact: bool = True) -> None:
    """Hold ``value >= bound``: see ``at_most``."""
    hold(Measure(what, value, bound, "at least", unit, exact))


def exactly(value: float, bound: float, what: str, *, unit: str = "") -> None:
    """Hold ``value == bound``: see ``at_most``."""
    hold(Measure(what, value, bound, "exactly", unit))


def hold(
    measure: Measure, *, advice: str = "", detail: Callable[[], str] = str, retry: bool = False
) -> None:
    """Record a measure on the running test; ``detail`` is asked for only where it breaks its bound.

    Raises:
        Over: its bound is broken.
        Failed: the value is not a number, since an object of the learner could claim to keep any
            bound.
    """
    is_number = type(measure.value) in (int, float) and -MAX_NUMBER < measure.value < MAX_NUMBER
    if not is_number:
        raise Failed(
            f"{measure.what}: no number came back", advice="Leave the test's own counting alone."
        )
    execution.current().measures.append(measure)
    if not measure.held:
        raise Over(said(measure), measure=measure, advice=advice, detail=detail(), retry=retry)


def said(measure: Measure) -> str:
    """A measure in one line: "readings pulled: 1,000, at most 100 allowed"."""
    value, bound = (amount(each, measure.unit) for each in (measure.value, measure.bound))
    verb = "allowed" if measure.relation == "at most" else "needed"
    return f"{measure.what}: {value}, {measure.relation} {bound} {verb}"
