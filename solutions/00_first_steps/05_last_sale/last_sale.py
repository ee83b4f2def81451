"""A name that is assigned again lets go of what it held before."""

from collections.abc import Iterable


def last_sale(lines: Iterable[str]) -> str:
    """Return the last line, or "" if there is none; hold no line longer than needed."""
    last = ""
    for line in lines:
        last = line
    return last
