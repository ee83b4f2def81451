"""The gallery: how others did an exercise, and what it cost them, beside the learner's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from graders.model.figures import Bound
from graders.model.wording import amount
from graders.screens.page import Page, Span, pad

NOT_MEASURED = "not measured"

NOT_REACHED = "-"
"""For a bound that an answer's tests did not come to."""

YOURS = "yours"

KINDS = {"way": "Other ways", "mistake": "Mistakes", "reference": "The reference"}
"""Those of the answers beside the learner's own, each with its heading; what is shown whole stands
last, where it is still on the screen."""


class Answer(NamedTuple):
    """One answer of the gallery."""

    name: str
    kind: str
    """One of ``KINDS``, or that of the learner."""
    values: Sequence[float | None] | None
    """What it has of each bound; None where nobody measured it."""
    why: str = ""
    """What its author says of it."""
    file: str = ""
    """Where it is, relative to the repository."""
    code: str = ""
    """Its text, where it is to be shown whole."""


def gallery(
    title: str, bounds: Sequence[Bound], answers: Sequence[Answer], onward: tuple[str, str]
) -> Page:
    """The page of these answers: everybody's number of each bound; then who did what, and why.

    ``onward`` is what there is to see beside it, and its command.
    """
    page = Page()
    page.add("  ", Span(title, "bold"))
    width = max(len(each.name) for each in answers)
    for place, bound in enumerate(bounds):
        limit = f"{bound.measure.relation} {amount(bound.measure.bound, bound.measure.unit)}"
        page.add()
        page.add(f"  {bound.measure.what}: ", Span(limit, "bold"))
        for each in answers:
            page.add(f"    {pad(each.name, width)}  ", *_number(each, bound, place))
    if not bounds:
        page.add()
        page.add(f"  the numbers of the others: {NOT_MEASURED}")
    for kind, heading in KINDS.items():
        of_kind = [each for each in answers if each.kind == kind]
        if of_kind:
            page.add()
            page.add("  ", Span(heading, "bold"))
        for each in of_kind:
            page.add(f"    {each.name}: {each.why}", hang=6)
            page.add("      ", Span(each.file, "dim"), breaks="never")
            if each.code:
                page.add()
            for line in each.code.splitlines():
                page.add(f"      {line}", breaks="never")
    page.add()
    said, command = onward
    page.add(f"  {said}")
    page.add(f"    {command}", breaks="never")
    return page


def _number(answer: Answer, bound: Bound, place: int) -> tuple[Span, ...]:
    """What an answer has of a bound, in words."""
    if answer.values is None:
        return (Span(NOT_MEASURED, "dim"),)
    value = answer.values[place]
    if value is None:
        return (Span(NOT_REACHED, "dim"),)
    said = amount(value, bound.measure.unit)
    if replace(bound.measure, value=value).held:
        return (Span(said),)
    return Span(said, "red"), Span("  breaks it", "red")
