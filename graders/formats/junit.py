"""JUnit XML in the shape of pytest's own writer, which every CI reads; the points are properties.

What costs a point is a failure or an error; only what is unsure counts as skipped.
"""

from __future__ import annotations

from collections import Counter
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from graders.formats import rows, texts
from graders.formats.rows import Row, Status
from graders.model.report import Report
from graders.model.text import NAME_BYTES, one_line

NAME = "bounded katas"

_TAGS = {Status.FAIL: "failure", Status.ERROR: "error", Status.UNSURE: "skipped"}
"""What stands in a test case that did not pass."""


def text(report: Report) -> str:
    """The document."""
    root = Element("testsuites", name=NAME)
    _fill(SubElement(root, "testsuite", _counts(report)), report)
    ElementTree.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode") + "\n"


def _counts(report: Report) -> dict[str, str]:
    found = rows.rows(report)
    kinds = Counter(row.status for row in found)
    counts = {
        "name": NAME,
        "errors": kinds[Status.ERROR],
        "failures": kinds[Status.FAIL],
        "skipped": kinds[Status.UNSURE],
        "tests": len(found),
        "time": f"{sum(row.test.seconds for row in found if row.test):.3f}",
        "timestamp": one_line(report.created, NAME_BYTES),
    }
    return {name: str(value) for name, value in counts.items()}


def _fill(suite: Element, report: Report) -> None:
    found = rows.rows(report)
    said = {
        "isolation": one_line(report.isolation),
        "seed": report.seed,
        "submission": one_line(report.submission),
    }
    _add_properties(suite, {"score": rows.score(found), "max_score": rows.max_score(found), **said})
    for row in found:
        _add_case(suite, row, report)


def _add_properties(parent: Element, values: dict[str, object]) -> None:
    properties = SubElement(parent, "properties")
    for name, value in values.items():
        SubElement(properties, "property", name=name, value=str(value))


def _add_case(suite: Element, row: Row, report: Report) -> None:
    seconds = row.test.seconds if row.test else 0.0
    case = SubElement(
        suite, "testcase", classname=_class(row), name=_name(row), time=f"{seconds:.3f}"
    )
    _add_properties(case, {"score": row.score, "max_score": row.max_score})
    if row.status in _TAGS:
        SubElement(case, _TAGS[row.status], message=row.told).text = texts.long(row, report)


def _class(row: Row) -> str:
    """The module of a test, as pytest names it; the graders' own where the row is no test."""
    if row.exercise is None:
        return "graders"
    return one_line(row.exercise.file.removesuffix(".py").replace("/", "."), rows.NAME)


def _name(row: Row) -> str:
    return one_line(row.test.name, rows.NAME) if row.test else row.name
