"""The page of what was allocated at a peak: by line of the answer, and by the calls that led there.

It is for who looks at no flame graph, or cannot: the same numbers, in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graders.model.wording import amount, number_of
from graders.screens.pictures.paper import environment

MAX_ROWS = 60
"""Of each table: what is smaller is counted."""

MAX_CALLS = 12
"""That are named of those that led to an allocation."""


class Allocated(NamedTuple):
    """What was held at the peak by one way of calls, or by one line."""

    size: int
    blocks: int
    where: str
    """A function with its file and line, or a line."""
    calls: Sequence[str] = ()
    """What led there, the innermost first."""
    text: str = ""
    """Of the line, where it is the answer's."""


def allocations(
    heading: str, test: str, by_line: Sequence[Allocated], by_calls: Sequence[Allocated], graph: str
) -> str:
    """The page; ``graph`` is the file of the flame graph beside it."""
    peak, more = sum(each.size for each in by_calls), len(by_calls) - MAX_ROWS
    return (
        environment()
        .get_template("allocations.html")
        .render(
            heading=heading,
            test=test,
            peak=amount(peak, "bytes"),
            blocks=number_of(sum(each.blocks for each in by_calls), "block"),
            by_line=_rows(by_line, peak),
            by_calls=_rows(by_calls, peak),
            left_out=number_of(more, "smaller allocation") if more > 0 else "",
            graph=graph,
        )
    )


def _rows(found: Sequence[Allocated], peak: int) -> list[dict[str, object]]:
    """The largest, each with its numbers in words."""
    return [
        {
            "size": amount(each.size, "bytes"),
            "share": f"{100 * each.size / peak:.0f}%" if peak else "",
            "blocks": f"{each.blocks:,}",
            "where": each.where,
            "text": each.text,
            "calls": each.calls[:MAX_CALLS],
            "more": max(len(each.calls) - MAX_CALLS, 0),
        }
        for each in sorted(found, key=lambda each: -each.size)[:MAX_ROWS]
    ]
