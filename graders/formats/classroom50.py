"""Classroom 50: what its runner takes from an ``autograder.py``, in the submission's folder.

result.json       the points; a file that is not valid makes 0 of 0, so what the runner says is
                  checked here first
release-body.md   what the learner reads: the submission's release, and the page of the job
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from graders.formats import rows
from graders.formats.rows import Status
from graders.formats.summary import Kind, page
from graders.model.report import Report

SCHEMA = "classroom50/result/v1"
SUBMIT = "submit/"
"""How the tag of a submission begins."""

BODY = "release-body.md"
"""The name of what the learner reads, beside the result."""

MAX_BODY_BYTES = 120_000
"""A release takes 125,000 characters; the runner adds names of files that are not allowed."""


class Incomplete(LookupError):
    """The runner did not say what a result needs; the message names the variables."""


class Test(msgspec.Struct, frozen=True, rename="kebab"):
    """One test; the runner asks for the first four, and keeps what else is there."""

    __test__ = False

    test_name: str
    passed: bool
    score: int
    max_score: int
    message: str


class Result(msgspec.Struct, frozen=True, rename="kebab"):
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
    made = msgspec.json.encode(result(report, environ))
    return msgspec.json.format(made, indent=1).decode() + "\n"


def body(report: Report, hint: Callable[[str], str]) -> str:
    """What the learner reads, as Markdown; ``hint`` returns the first hint of an exercise."""
    kind = Kind(MAX_BODY_BYTES, "result.json", cards=3, card_bytes=16_000, ignored=10, hint=hint)
    return page(report, kind)


def result(report: Report, environ: Mapping[str, str]) -> Result:
    """What the file holds; ``environ`` is what the runner gave the autograder.

    Raises:
        Incomplete: the environment is not that of the runner.
    """
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
        tag = said["submission"]
        raise Incomplete(f"SUBMISSION_TAG is {tag!r}, and must begin with {SUBMIT!r}")
    # Any false makes the run red, which what is unsure must not do.
    green = (Status.PASS, Status.UNSURE)
    found = rows.rows(report)
    return Result(
        schema=SCHEMA,
        **said,
        score=rows.score(found),
        max_score=rows.max_score(found),
        tests=[
            Test(row.name, row.status in green, row.score, row.max_score, row.told) for row in found
        ],
    )
