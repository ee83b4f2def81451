"""Folds the lines by a lambda that keeps the later of two."""

from collections.abc import Iterable
from functools import reduce


def last_sale(lines: Iterable[str]) -> str:
    return reduce(lambda earlier, later: later, lines, "")
