"""Classroom 50: what its runner takes from an ``autograder.py``, both in the folder of the submission.

result.json       the points; a file that is not valid makes 0 of 0, so what the runner says is checked here first
release-body.md   what the learner reads: the text of the submission's release, and the page of the job
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from graders.formats import rows
from graders.formats.rows import Row, Status
from graders.formats.summary import Kind, page
from graders.model.report import Report

SCHEMA = "classroom50/result/v1"
SUBMIT = "submit/"
"""How the tag of a submission begins."""

BODY = "release-body.md"
"""The name of what the learner reads, beside the result."""

BODY_BYTES = 120_000
"""A release takes 125,000 characters; the runner adds the names of files that the assignment does
not allow."""

BODY_CARDS = 3
BODY_CARD_BYTES = 16_000
BODY_IGNORED = 10
"""Names of ignored files that are shown."""


class Incomplete(LookupError):
    """The runner did not say what a result needs; the message names the variables."""


class Test(msgspec.Struct, rename="kebab"):
    """One test; the runner asks for the first four, and keeps what else is there."""

    __test__ = False

    test_name: str
    passed: bool
    score: int
    max_score: int
    message: str


class Result(msgspec.Struct, rename="kebab"):
    """The whole file; anything more at this level would not be valid."""

    schema: str
    classroom: str
    assignment: str
    submission: str
    commit: str
    release: str
    review: str
    score: int
    max_score: int
    tests: list[Test]


def text(report: Report, environ: Mapping[str, str]) -> str:
    """The file as JSON.

    Raises:
        Incomplete: the environment is not that of the runner.
    """
    return (
        msgspec.json.format(msgspec.json.encode(result(report, environ)), indent=1).decode() + "\n"
    )


def body(report: Report, hint: Callable[[str], str]) -> str:
    """What the learner reads, as Markdown; ``hint`` gives the first hint of an exercise by its name."""
    return page(
        report, Kind(BODY_BYTES, "result.json", BODY_CARDS, BODY_CARD_BYTES, BODY_IGNORED, hint)
    )


def result(report: Report, environ: Mapping[str, str]) -> Result:
    """What the file holds; ``environ`` is what the runner gave the autograder.

    Raises:
        Incomplete: the environment is not that of the runner.
    """
    found, said = rows.rows(report), _submission(environ)
    return Result(
        schema=SCHEMA,
        classroom=said["classroom"],
        assignment=said["assignment"],
        submission=said["submission"],
        commit=said["commit"],
        release=said["release"],
        review=said["review"],
        score=rows.score(found),
        max_score=rows.max_score(found),
        tests=[_test(row) for row in found],
    )


def _submission(environ: Mapping[str, str]) -> dict[str, str]:
    """What the runner says of the submission, field by field."""
    said = {
        "classroom": environ.get("CLASSROOM", ""),
        "assignment": environ.get("ASSIGNMENT", ""),
        "submission": environ.get("SUBMISSION_TAG", ""),
        "commit": environ.get("COMMIT_URL", ""),
        "release": environ.get("RELEASE_URL", ""),
        "review": environ.get("REVIEW_URL", "") or environ.get("COMMIT_URL", ""),
    }
    missing = [field for field, value in said.items() if not value]
    if missing:
        raise Incomplete(f"Classroom 50's runner did not say: {', '.join(missing)}")
    if not said["submission"].startswith(SUBMIT):
        raise Incomplete(
            f"SUBMISSION_TAG is {said['submission']!r}, and must begin with {SUBMIT!r}"
        )
    return said


def _test(row: Row) -> Test:
    # Any false makes the run red, which what is unsure must not do.
    passed = row.status in (Status.PASS, Status.UNSURE)
    return Test(row.name, passed, row.score, row.max_score, row.told)
