"""What the reference, the other ways and the named mistakes cost, as ``verify --record`` saw it.

``figures.json`` holds a line an exercise. So they stand beside a learner's own numbers at once:
nothing of theirs has to be graded for it. What was edited since is not measured.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec

from graders.model.files import write_rows
from graders.model.report import Measure, TestResult

FILE = Path(__file__).with_name("figures.json")


class Bound(msgspec.Struct, frozen=True, omit_defaults=True):
    """One bound of an exercise, and what the reference has of it."""

    test: str
    measure: Measure


class Way(msgspec.Struct, frozen=True):
    """What one answer has of each bound."""

    digest: str
    """Of its bytes and those of the tests."""
    values: list[float | None]
    """In the order of the bounds; None where its tests did not come to that bound."""


class Figures(msgspec.Struct, frozen=True):
    """The numbers of an exercise."""

    bounds: list[Bound]
    ways: dict[str, Way]
    """By the name of the file, without its ending; the reference by that of the exercise."""


@cache
def figures() -> dict[str, Figures]:
    """What was recorded, by the name of the exercise; nothing where the file was left out."""
    if not FILE.is_file():
        return {}
    return msgspec.json.decode(FILE.read_bytes(), type=dict[str, Figures])


def record(made: Mapping[str, Figures]) -> None:
    """Write the file, with these in place of what it says of them; an exercise is a line."""
    write_rows(FILE, {**figures(), **made})
    figures.cache_clear()


def digest(answer: bytes, tests: bytes) -> str:
    """What an answer and the tests that measured it are known by."""
    return hashlib.sha256(hashlib.sha256(answer).digest() + tests).hexdigest()[:16]


def bounds_of(tests: Sequence[TestResult]) -> list[Bound]:
    """What an answer that keeps all bounds was held against, in the order of the tests."""
    return [
        Bound(test.name, measure)
        for test in tests
        for measure in test.measures
        if math.isfinite(measure.value) and math.isfinite(measure.bound)
    ]


def values_of(bounds: Sequence[Bound], tests: Sequence[TestResult]) -> list[float | None]:
    """What an answer has of each bound; None for those that its tests did not come to.

    A test that holds several bounds with one name meets them in their order.
    """
    met: dict[tuple[str, str], list[Measure]] = {}
    for test in tests:
        for measure in test.measures:
            met.setdefault((test.name, measure.what), []).append(measure)
    found: list[float | None] = []
    for bound in bounds:
        measures = met.get((bound.test, bound.measure.what), [])
        value = measures.pop(0).value if measures else None
        found.append(value if value is not None and math.isfinite(value) else None)
    return found
