"""What a test asked for and did not get, in words: "you gave 3, expected 4"."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from _pytest.assertion import util as pytest_assertion

from graders.judge.differences import differ, shown
from graders.judge.origins import Origin, Place, Sides, Step, place
from graders.model.text import LINE_BYTES, one_line
from graders.workers.execution import Execution
from graders.workers.inside.objects import Proxy

_ORDERED = {"<": "less than", "<=": "at most", ">": "more than", ">=": "at least"}

_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}

_UNMATCHED = re.compile(
    r"Regex pattern did not match.\n\s*Expected regex: (.*)\n\s*Actual message: (.*)"
)
"""What pytest.raises says of an error with another text than was asked for."""


class Compared(NamedTuple):
    """A comparison of an assert, with its values."""

    operator: str
    left: object
    right: object


@contextmanager
def comparisons() -> Iterator[list[Compared]]:
    """The comparisons of the assert that fails in the block, as pytest hands them to its hook."""
    found: list[Compared] = []

    def note(operator: str, left: object, right: object) -> None:
        found.append(Compared(operator, left, right))

    # pytest sets it around its own protocol of an item, for ``pytest_assertrepr_compare``.
    before = pytest_assertion._reprcompare
    pytest_assertion._reprcompare = note
    try:
        yield found
    finally:
        pytest_assertion._reprcompare = before


def place_of(error: BaseException, running: Execution) -> Place | None:
    """The statement of the test at which an error ended it."""
    steps = [
        Step(frame.f_code.co_name, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename == str(running.test_file)
    ]
    if not steps:
        return None
    text = running.test_file.read_text(encoding="utf-8")
    return place(text, running.source.module, steps)


def quoted(at: Place | None, running: Execution) -> str:
    """Where a test ended, behind its place: "test_kata.py:12  assert ..."; in a helper, both."""
    places = [each for each in (at and at.outer, at) if each]
    name = running.test_file.name
    return "\n".join(one_line(f"{name}:{each.line}  {each.source}", LINE_BYTES) for each in places)


def told(compared: Sequence[Compared], at: Place) -> str:
    """What an assert found, and what it expected; "" where there is nothing to say of values."""
    if not at.condition:
        return ""
    if not 0 < len(compared) <= len(at.comparisons):
        return f"expected {one_line(at.condition, LINE_BYTES)}, which is not so"
    found, sides = compared[-1], at.comparisons[len(compared) - 1]
    index = sides.operators.index(found.operator) if found.operator in sides.operators else 0
    whose = _answers(found, sides, index)
    if whose is None:
        condition = one_line(f"{sides.sources[index]} {found.operator} {sides.sources[index + 1]}")
        these = "they are two objects," if found.operator == "is" else "these are"
        return f"expected {condition}: {these} {shown(found.left)} and {shown(found.right)}"
    subject = "you gave"
    if sides.origins[index + whose] is not Origin.ANSWER:
        subject = f"{one_line(sides.sources[index + whose], LINE_BYTES)} is"
    if whose:
        return _said(subject, found.operator, found.right, found.left, sides.sources[index], True)
    return _said(subject, found.operator, found.left, found.right, sides.sources[index + 1], False)


def _answers(found: Compared, sides: Sides, index: int) -> int | None:
    """0 or 1: the side that is the answer's, or shows what it did; None where nobody can tell."""
    ranks = [
        (sides.origins[at], not sides.constant[at], isinstance(value, Proxy))
        for at, value in ((index, found.left), (index + 1, found.right))
    ]
    if ranks[0] == ranks[1]:
        return None
    return int(ranks[1] > ranks[0])


def _said(
    subject: str, operator: str, given: object, expected: object, source: str, flipped: bool
) -> str:
    """``flipped``: what was given stands on the right of the operator."""
    if operator == "==":
        return differ(given, expected, subject)
    one, other = shown(given), shown(expected)
    if operator in _ORDERED:
        words = _ORDERED[_FLIPPED[operator] if flipped else operator]
        return f"{subject} {one}, expected {words} {other}"
    very = f"the very object {one_line(source, LINE_BYTES)}"
    if operator == "is" and isinstance(expected, (type, bool, type(None))):
        return f"{subject} {one}, expected {other}"
    if operator == "is":
        return f"{subject} {one}, expected {very}"
    if operator == "is not":
        return f"{subject} {very}, expected another one"
    if operator == "!=":
        return f"{subject} {one}, expected anything but that"
    if flipped:
        return f"{subject} {one}, expected {'no ' * (operator == 'not in')}{other} in it"
    return f"{subject} {one}, expected {'none' if operator == 'not in' else 'one'} of {other}"


def unmatched(text: str, raises: str) -> str:
    """What pytest says of an error whose text was to match another, in our words; "" for others."""
    found = _UNMATCHED.search(text)
    if found is None:
        return ""
    return f"the text of your {raises} is {found[2]}, expected one that matches {found[1]}"
