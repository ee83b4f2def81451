"""Collected tests judged again, as often as one likes: on another file, or on another learner's."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from _pytest.runner import runtestprotocol

from graders.plugin import NEXT, RESULT
from graders.verdicts import Outcome, TestResult


def judged(items: Sequence[pytest.Item]) -> list[TestResult]:
    """What becomes of the tests of one exercise; each worker gets ready while the test before comes to its end."""
    for item, after in zip(items, [*items[1:], None], strict=True):
        item.stash[NEXT] = after
    return [_judged(item) for item in items]


def _judged(item: pytest.Item) -> TestResult:
    item._initrequest()  # type: ignore[attr-defined]  # as for the first run: fresh fixtures
    reports = runtestprotocol(item, log=False, nextitem=None)
    fault = next((report for report in reports if report.when != "call" and report.failed), None)
    if fault is not None:
        return TestResult(item.name, Outcome.FAULT, _cause(fault))
    return item.stash[RESULT]


def _cause(report: pytest.TestReport) -> str:
    lines = str(report.longrepr).strip().splitlines()
    return next((line[2:].strip() for line in reversed(lines) if line.startswith("E ")), lines[-1])
