"""Counts held against a bound: the words ``at_most``, ``at_least`` and ``exactly``.

A count that grows while the learner's code runs, and is over already, ends its test at once: what
comes after cannot mend it, and a busy machine would be long in coming to the same verdict. The
words that count take the bound for that (``most=``); ``ends_above`` is for counts of a test's own.
"""

from __future__ import annotations

from collections.abc import Callable

from graders.model.report import Failed, Measure, Over
from graders.model.wording import ENDED, amount
from graders.workers import execution

MAX_NUMBER = 1 << 53
"""Beyond every count and size; larger numbers are nobody's, and no report could hold them."""

MARGIN = 2.0
"""How many times over a bound a value with noise has to be, before what is still to come cannot
matter."""


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


def ends_above(
    value: float,
    bound: float,
    what: str,
    *,
    unit: str = "",
    exact: bool = True,
    advice: str = "",
) -> None:
    """End the test as soon as a count that still grows is over; do nothing while it is not.

    The test holds the bound itself once all is done. A value with noise is over at its margin.

    Raises:
        Over: it is over.
    """
    measure = Measure(what, value, bound, "at most", unit, exact)
    if value > (bound if exact else bound * MARGIN):
        hold(measure, advice=advice, ended=True)


def exactly(value: float, bound: float, what: str, *, unit: str = "") -> None:
    """Hold ``value == bound``: see ``at_most``."""
    hold(Measure(what, value, bound, "exactly", unit))


def hold(
    measure: Measure,
    *,
    advice: str = "",
    detail: Callable[[], str] = str,
    retry: bool = False,
    ended: bool = False,
) -> None:
    """Record a measure on the running test; ``detail`` is asked for only where it breaks its bound.

    ``ended``: it is a count that would go on, and ends the test.

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
        told = said(measure) + (ENDED if ended else "")
        raise Over(told, measure=measure, advice=advice, detail=detail(), retry=retry)


def said(measure: Measure) -> str:
    """A measure in one line: "readings pulled: 1,000, at most 100 allowed"."""
    value, bound = (amount(each, measure.unit) for each in (measure.value, measure.bound))
    verb = "allowed" if measure.relation == "at most" else "needed"
    return f"{measure.what}: {value}, {measure.relation} {bound} {verb}"
