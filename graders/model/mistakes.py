"""Which tests fail together: by that, the one of several that tells the most of a mistake.

``mistakes.json`` holds, for each exercise, the tests that each known mistake (a decoy) fails; what
the mistakes are is not in it. ``verify --record`` writes it, and ``verify`` complains where it is
not true any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from statistics import fmean

import msgspec

from graders.model.files import write_rows
from graders.model.report import BROKEN, ExerciseResult, Outcome, TestResult

FILE = Path(__file__).with_name("mistakes.json")

MAX_SPECIAL_SHARE = 0.7
"""Of an exercise's tests: what breaks more of them is no special mistake."""

EQUAL = 0.1
"""Of likeness: who is so near to the best is its equal."""


@cache
def mistakes() -> dict[str, list[set[str]]]:
    """The tests that each known mistake fails, by the name of the exercise."""
    return msgspec.json.decode(FILE.read_bytes(), type=dict[str, list[set[str]]])


def record(made: Mapping[str, Sequence[set[str]]]) -> None:
    """Write the file, with these in place of what it says of them; an exercise is a line."""
    every = {**mistakes(), **made}
    write_rows(FILE, {name: sorted(map(sorted, sets)) for name, sets in every.items()})
    mistakes.cache_clear()


def broken(exercise: ExerciseResult) -> list[TestResult]:
    """The tests of an exercise that failed, the most telling first.

    It is the one that goes with this set of failures: known mistakes that fail it fail much the
    same tests. So a bound is told before what follows from it, and what is special before what
    many mistakes break. Where most of all tests fail there is nothing special: the plain ones of
    the file's beginning come first. Among equals, a bound does. A test of a bound that did not come
    to its bound, since the answer was wrong before, is told last.
    """
    failed = [test for test in exercise.tests if test.outcome in BROKEN]
    if len(failed) > MAX_SPECIAL_SHARE * len(exercise.tests):
        return failed
    names = {test.name for test in failed}
    known = mistakes().get(exercise.name, [])

    def follows(test: TestResult) -> bool:
        return test.bound and test.outcome is Outcome.FAILED

    def likeness(test: TestResult) -> float:
        alike = [len(each & names) / len(each | names) for each in known if test.name in each]
        return fmean(alike or [0.0])

    leading = [test for test in failed if not follows(test)] or failed
    best = max(map(likeness, leading), default=0.0)

    def rank(test: TestResult) -> tuple[bool, float, bool]:
        near = best - likeness(test) <= EQUAL
        first = -best if near else -likeness(test)
        return follows(test), first, test.outcome is not Outcome.OVER

    return sorted(failed, key=rank)
