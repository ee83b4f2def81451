"""JUnit XML in the shape of pytest's own writer, which every CI reads: a case for each test.

The points are properties of the whole. What is broken is a failure or an error; only what is unsure
counts as skipped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, TreeBuilder

from graders.formats import rows, texts
from graders.formats.rows import Status
from graders.model.report import Report
from graders.model.text import NAME_BYTES, one_line

NAME = "bounded katas"

_TAGS = {Status.FAIL: "failure", Status.ERROR: "error", Status.UNSURE: "skipped"}
"""What stands in a test case that did not pass."""


def text(report: Report) -> str:
    """The document."""
    found = rows.rows(report)
    cases = [
        *_cases(report),
        *(_Case(row.name, row.status, row.told) for row in found if not row.tests),
    ]
    kinds = Counter(case.status for case in cases)
    suite = _element(
        "testsuite",
        name=NAME,
        errors=kinds[Status.ERROR],
        failures=kinds[Status.FAIL],
        skipped=kinds[Status.UNSURE],
        tests=len(cases),
        time=f"{sum(case.seconds for case in cases):.3f}",
        timestamp=one_line(report.created, NAME_BYTES),
    )
    suite.append(
        _properties(
            score=rows.score(found),
            max_score=rows.max_score(found),
            isolation=one_line(report.isolation),
            seed="" if report.seed is None else report.seed,
            submission=one_line(report.submission),
        )
    )
    for case in cases:
        # The module of a test, as pytest names it.
        module = case.file.removesuffix(".py").replace("/", ".")
        made = _element(
            "testcase",
            classname=one_line(module, rows.MAX_NAME_BYTES),
            name=case.name,
            time=f"{case.seconds:.3f}",
        )
        if case.by_word:
            made.append(_properties(by_word=one_line(case.by_word)))
        if case.status in _TAGS:
            made.append(_element(_TAGS[case.status], case.text or case.told, message=case.told))
        suite.append(made)
    root = _element("testsuites", name=NAME)
    root.append(suite)
    ElementTree.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode") + "\n"


@dataclass(frozen=True)
class _Case:
    """A test, or what kept tests from running."""

    name: str
    status: Status
    told: str
    file: str = "graders"
    text: str = ""
    seconds: float = 0.0
    by_word: str = ""


def _cases(report: Report) -> Iterator[_Case]:
    for exercise in report.exercises:
        for test in exercise.tests:
            yield _Case(
                one_line(test.name, rows.MAX_NAME_BYTES),
                rows.status_of(test),
                rows.told_of(test),
                exercise.file,
                texts.of_test(exercise, test, report),
                test.seconds,
                test.by_word,
            )


def _properties(**values: object) -> Element:
    properties = Element("properties")
    properties.extend(
        _element("property", name=name, value=value) for name, value in values.items()
    )
    return properties


def _element(tag: str, text: str = "", **attributes: object) -> Element:
    """An element with a text, which has to be told to a builder."""
    builder = TreeBuilder()
    builder.start(tag, {name: str(value) for name, value in attributes.items()})
    builder.data(text)
    return builder.end(tag)
