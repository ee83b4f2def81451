"""GitHub Classroom's autograding action: what its reporter step takes, a runner a topic.

The reporter scores in two ways: (tests with status "pass" / all tests) x max_score in the log, the
sum of the tests' scores on the check run. Both come to the same where every test is worth one point
and max_score is their number. So each point of an exercise is a test of its own here, and a runner
in which nothing is left has one test that is worth nothing.

The first rule divides in floating point, so that the log may show 14.999999999999998 for 15; the
check run never does.
"""

from __future__ import annotations

import base64
import functools
import re
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec
from msgspec.structs import replace

from graders.formats import rows, texts
from graders.formats.rows import Row, Status
from graders.model.report import Report
from graders.model.text import LINE_BYTES, one_line

MAX_RESULT_BYTES = 120_000
"""Of one result in base64: Linux takes 128 KiB in the environment variable that it travels in."""

MAX_ALL_BYTES = 1_000_000
"""Of all results together: Linux takes 2 MiB of arguments and environment."""

ID = "katas"
"""The runner of a report that knows of no topic."""

State = Literal["pass", "fail", "error"]

_STATES: dict[Status, State] = {
    Status.PASS: "pass",
    Status.FAIL: "fail",
    Status.ERROR: "error",
    Status.UNSURE: "pass",
}


class Test(msgspec.Struct, frozen=True):
    """One test as the reporter shows it."""

    __test__ = False

    name: str
    status: State
    score: int
    message: str
    """Shown where the status is "error"."""
    test_code: str
    """Shown where the status is "fail"."""
    filename: str
    line_no: int
    duration: float


class Result(msgspec.Struct, frozen=True):
    """What one runner found."""

    version: int
    status: State
    max_score: int
    tests: list[Test]


@functools.cache
def runner(topic: str) -> str:
    """The id of a topic's runner: letters and digits only, as the reporter wants them."""
    words = "".join(re.findall("[A-Za-z0-9]+", topic)).lower()
    return words if words[:1].isalpha() else ID + words


def outputs(report: Report, topics: Iterable[str] = ()) -> dict[str, str]:
    """The step output of every runner, by its id.

    Topics that were to be graded have a runner even where the report says nothing of them: the
    reporter stumbles over one that it misses.
    """
    named = [*topics, *(exercise.topic for exercise in report.exercises)]
    among: dict[str, list[Row]] = {each: [] for each in map(runner, named)} or {ID: []}
    first = next(iter(among))
    found = rows.rows(report)
    for row in found:
        among[runner(row.topic) if row.topic else first].append(row)
    lost = rows.status(found) is Status.ERROR
    room = min(MAX_RESULT_BYTES, MAX_ALL_BYTES // len(among)) * 3 // 4
    return {
        each: base64.b64encode(_encoded(_result(its, lost), room)).decode()
        for each, its in among.items()
    }


def _result(among: list[Row], lost: bool) -> Result:
    """What a runner found; ``lost`` is true where an empty one may be empty by a fault."""
    telling = [row for row in among if row.max_score]
    if not telling:
        state = _STATES[rows.status(among)] if among else "error" if lost else "pass"
        why = "nothing to grade here"
        if among and state != "error":
            why = "nothing gave a verdict here: no point is lost"
        elif state == "error":
            faults = [row.told for row in among if row.status is Status.ERROR]
            why = ": ".join(["not graded: the grader's own fault", *faults[:1]])
        return Result(1, state, 0, [Test(why, state, 0, why, why, "", 0, 0.0)])
    tests = [test for row in telling for test in _points(row)]
    return Result(1, _STATES[rows.status(among)], rows.max_score(telling), tests)


def _points(row: Row) -> Iterator[Test]:
    """A test for each point of a row, the earned ones first; the first lost one has the text."""
    test = row.telling
    for place in range(1, row.max_score + 1):
        earned = place <= row.score
        first_lost = place == row.score + 1
        told = texts.short(row.exercise, test) if row.exercise and test and first_lost else ""
        yield Test(
            name=f"{row.name}{row.mark}, point {place} of {row.max_score}",
            status="pass" if earned else "fail",
            score=int(earned),
            message=row.told,
            test_code=told or row.told,
            filename=one_line(row.exercise.file, LINE_BYTES) if row.exercise else "",
            line_no=texts.own_line(row.exercise, test) if row.exercise and test else 0,
            duration=round(row.seconds, 3) if place == 1 else 0.0,
        )


def _encoded(result: Result, room: int) -> bytes:
    """The result as JSON in this many bytes; names keep their room before texts do."""
    names = texts.fitted([test.name for test in result.tests], room // 4)
    bare = [
        replace(test, name=name, message="", test_code="")
        for test, name in zip(result.tests, names, strict=True)
    ]
    left = room - len(msgspec.json.encode(replace(result, tests=bare)))
    said = [text for test in result.tests for text in (test.message, test.test_code)]
    # In JSON a quote, a backslash and a new line take two bytes.
    cut = iter(texts.fitted(said, max(left // 2, 0)))
    told = [replace(test, message=next(cut), test_code=next(cut)) for test in bare]
    return msgspec.json.encode(replace(result, tests=told))
