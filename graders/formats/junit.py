"""JUnit XML in the shape of pytest's own writer, which every CI reads; the points are properties.

What costs a point is a failure or an error; only what is unsure counts as skipped.
"""

from __future__ import annotations

from collections import Counter
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
    kinds = Counter(row.status for row in found)
    suite = _element(
        "testsuite",
        name=NAME,
        errors=kinds[Status.ERROR],
        failures=kinds[Status.FAIL],
        skipped=kinds[Status.UNSURE],
        tests=len(found),
        time=f"{sum(row.test.seconds for row in found if row.test):.3f}",
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
    for row in found:
        # The module of a test, as pytest names it; the graders' own where the row is not a test.
        file = row.exercise.file if row.exercise else "graders"
        case = _element(
            "testcase",
            classname=one_line(file.removesuffix(".py").replace("/", "."), rows.MAX_NAME_BYTES),
            name=one_line(row.test.name, rows.MAX_NAME_BYTES) if row.test else row.name,
            time=f"{row.test.seconds if row.test else 0.0:.3f}",
        )
        marked = {"by_word": one_line(row.test.by_word)} if row.test and row.test.by_word else {}
        case.append(_properties(score=row.score, max_score=row.max_score, **marked))
        if row.status in _TAGS:
            case.append(_element(_TAGS[row.status], texts.long(row, report), message=row.told))
        suite.append(case)
    root = _element("testsuites", name=NAME)
    root.append(suite)
    ElementTree.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode") + "\n"


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
