"""Whose points moved since the last run, and why: what a regrade has to answer for."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from graders.authors.classes.by_hand import Change
from graders.authors.classes.people import decoded
from graders.formats.gradebook import safe
from graders.model.report import ExerciseResult

COLUMNS = ("noticed", "learner", "exercise", "before", "now", "why")

MAX_TESTS = 5
"""Tests that are named in one reason."""


class Standing(msgspec.Struct, frozen=True, omit_defaults=True):
    """The points of one learner in one exercise, and what they rest on."""

    points: int
    max_points: int
    answer: str
    tests: str
    """A digest of the exercise's."""
    graders: str
    """A digest of them."""
    python: str
    seed: int | None
    outcomes: dict[str, str]
    """What became of each test."""
    by_hand: str = ""
    """Why the points were changed by hand."""

    @property
    def shown(self) -> str:
        """The points as people read them."""
        return f"{self.points} of {self.max_points}"


class Move(msgspec.Struct, frozen=True):
    """One learner's points in one exercise, before and now."""

    learner: str
    exercise: str
    before: str
    now: str
    why: str


def standing(
    result: ExerciseResult, change: Change | None, answer: str, tests: str, graders: str
) -> Standing:
    """How a learner stands with a result; answer and tests are told by their digests."""
    return Standing(
        change.points if change else result.points,
        result.max_points,
        answer,
        tests,
        graders,
        sys.version,
        result.seed,
        {test.name: test.outcome.value for test in result.tests},
        change.reason if change else "",
    )


def why(before: Standing, now: Standing) -> str:
    """What may have moved the points: all that is not as it was, and the tests it shows in."""
    if now.by_hand:
        return f"changed by hand: {now.by_hand}"
    reasons = {
        "the answer is another one": before.answer != now.answer,
        "the tests were changed": before.tests != now.tests,
        "the graders were changed": before.graders != now.graders,
        "another Python grades": before.python != now.python,
        "no longer changed by hand": bool(before.by_hand),
        "another seed": before.seed != now.seed and before.answer == now.answer,
    }
    told = [reason for reason, holds in reasons.items() if holds]
    was, became = before.outcomes, now.outcomes
    changed = [
        f"{name} {was.get(name, 'was not there')} -> {became.get(name, 'is gone')}"
        for name in dict.fromkeys((*was, *became))
        if was.get(name) != became.get(name)
    ]
    more = [f"and {len(changed) - MAX_TESTS} more tests"] if len(changed) > MAX_TESTS else []
    seen = ", ".join([*changed[:MAX_TESTS], *more])
    # Nothing is another: it could not be told for sure, and was tried again.
    first = ", ".join(told) or "it was graded again"
    return f"{first} ({seen})" if seen else first


def moved(
    before: Mapping[tuple[str, str], Standing],
    now: Mapping[tuple[str, str], Standing],
    names: Mapping[str, str],
) -> list[Move]:
    """Whose points are others; ``names`` are the learners' by their keys."""
    return [
        Move(names[key[0]], key[1], before[key].shown, each.shown, why(before[key], each))
        for key, each in now.items()
        if key in before and before[key].shown != each.shown
    ]


def logged(path: Path, moves: Iterable[Move], noticed: str) -> str:
    """The file of all moves so far, with these behind what is in it."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    if path.is_file():
        file.write(decoded(path.read_bytes()))  # a spreadsheet may have saved it
    else:
        writer.writerow(COLUMNS)
    for move in moves:
        cells = (move.learner, move.exercise, move.before, move.now, move.why)
        writer.writerow([noticed, *map(safe, cells)])
    return file.getvalue()
