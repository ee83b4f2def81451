"""GitHub Classroom's autograding action: the output that its reporter step takes from a grader step, a runner a topic.

The reporter scores in two ways: (tests with status "pass" / all tests) x max_score in the log, the sum of the tests'
scores on the check run. Both give the same where every test is worth one point and max_score is their number. So what
is unsure is left out, and a runner in which nothing is left has one test that is worth nothing.

The first rule divides in floating point, so that the log may show 14.999999999999998 for 15; the check run never does.
"""

from __future__ import annotations

import base64
import functools
import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from graders.formats import rows, texts
from graders.formats.rows import Row, Status
from graders.model.report import Report
from graders.model.text import LINE_BYTES, one_line

ENCODED = 120_000
"""Bytes of one result in base64: it travels in an environment variable, and Linux takes no more
than 128 KiB in one."""

IN_ALL = 1_000_000
"""Bytes of all results together: Linux takes 2 MiB of arguments and environment."""

ID = "katas"
"""The runner of a report that knows of no topic."""

State = Literal["pass", "fail", "error"]

_STATES: dict[Status, State] = {
    Status.PASS: "pass",
    Status.FAIL: "fail",
    Status.ERROR: "error",
    Status.UNSURE: "pass",
}


class Test(msgspec.Struct):
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


class Result(msgspec.Struct):
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
    ids = _ids(report, topics)
    room = min(ENCODED, IN_ALL // len(ids)) * 3 // 4
    return {
        each: base64.b64encode(_encoded(result, room)).decode()
        for each, result in results(report, topics).items()
    }


def results(report: Report, topics: Iterable[str] = ()) -> dict[str, Result]:
    """What every runner found, by its id."""
    sorted_in: dict[str, list[Row]] = {each: [] for each in _ids(report, topics)}
    first = next(iter(sorted_in))
    found = rows.rows(report)
    for row in found:
        sorted_in[runner(row.topic) if row.topic else first].append(row)
    lost = rows.status(found) is Status.ERROR
    return {each: _result(among, lost) for each, among in sorted_in.items()}


def _ids(report: Report, topics: Iterable[str]) -> list[str]:
    named = [*topics, *(exercise.topic for exercise in report.exercises)]
    return list(dict.fromkeys(map(runner, named))) or [ID]


def _result(among: list[Row], lost: bool) -> Result:
    """What a runner found; ``lost`` is true where an empty one may be empty by a fault."""
    telling = [row for row in among if row.status is not Status.UNSURE]
    if telling:
        return Result(
            1,
            _STATES[rows.status(telling)],
            rows.max_score(telling),
            [_test(row) for row in telling],
        )
    why, state = _nothing(among, lost)
    return Result(1, _STATES[state], 0, [Test(why, _STATES[state], 0, why, why, "", 0, 0.0)])


def _nothing(among: list[Row], lost: bool) -> tuple[str, Status]:
    """Why a runner has no test that counts."""
    if among:
        return "no test gave a verdict on this machine: no point is lost", Status.UNSURE
    return (
        ("not graded: the grader's own fault", Status.ERROR)
        if lost
        else ("nothing to grade here", Status.PASS)
    )


def _test(row: Row) -> Test:
    test, exercise = row.test, row.exercise
    return Test(
        name=row.name,
        status=_STATES[row.status],
        score=row.score,
        message=row.told,
        test_code=texts.short(row),
        filename=one_line(exercise.file, LINE_BYTES) if exercise else "",
        line_no=texts.own_line(exercise, test) if exercise and test else 0,
        duration=round(test.seconds, 3) if test else 0.0,
    )


def _encoded(result: Result, room: int) -> bytes:
    """The result as JSON in so many bytes; names keep their place before texts do."""
    tests = result.tests
    for test, name in zip(
        tests, texts.fitted([test.name for test in tests], room // 4), strict=True
    ):
        test.name = name
    said = [text for test in tests for text in (test.message, test.test_code)]
    for test in tests:
        test.message = test.test_code = ""
    left = room - len(msgspec.json.encode(result))
    # In JSON a quote, a backslash and a new line take two bytes.
    cut = iter(texts.fitted(said, max(left // 2, 0)))
    for test in tests:
        test.message, test.test_code = next(cut), next(cut)
    return msgspec.json.encode(result)
