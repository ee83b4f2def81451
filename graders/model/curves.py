"""The memory of right answers and of known mistakes over time, kept with the graders: curves.json.

``verify --record`` writes it, so that a page can draw them beside a learner's own, in a handout
too. What the answers are is not in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec

from graders.model.drawing import Curve
from graders.model.files import write_rows

FILE = Path(__file__).with_name("curves.json")

REFERENCE = "the reference"
"""How the curve of the reference is called."""


class Named(msgspec.Struct, frozen=True):
    """A curve, and whose it is."""

    name: str
    curve: Curve


Curves = Mapping[str, Sequence[Named]]
"""Those of an exercise, by test."""


@cache
def curves() -> dict[str, dict[str, list[Named]]]:
    """The curves that are kept, by exercise and test."""
    return msgspec.json.decode(FILE.read_bytes(), type=dict[str, dict[str, list[Named]]])


def record(made: Mapping[str, Curves]) -> None:
    """Write the file, with these in place of what it has of them; an exercise is a line."""
    write_rows(FILE, {name: found for name, found in {**curves(), **made}.items() if found})
    curves.cache_clear()
