"""What the platforms make of our formats: their rules written down once more, apart from the code that they check."""

from __future__ import annotations

import csv
import io
import re
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree

_COMMAND = re.compile(r"::(?P<command>[a-z-]+)(?: (?P<properties>.*?))?::(?P<message>.*)")


def console_total(runners: dict[str, Any]) -> Fraction:
    """The reporter's table in the log: in every runner (tests with status "pass" / all tests) x max_score."""
    return sum(
        (
            Fraction(sum(test["status"] == "pass" for test in result["tests"]), len(result["tests"]))
            * result["max_score"]
            for result in runners.values()
        ),
        Fraction(),
    )


def check_run_total(runners: dict[str, Any]) -> int:
    """The reporter's "Points X/Y" on the check run: the sum of the tests' scores."""
    return sum(test["score"] for result in runners.values() for test in result["tests"])


def check_run_max(runners: dict[str, Any]) -> int:
    """The Y of "Points X/Y"."""
    return sum(result["max_score"] for result in runners.values())


def job_state(runners: dict[str, Any]) -> str:
    """How the reporter ends the job: by the status of the runners alone."""
    states = {result["status"] for result in runners.values()}
    return next((state for state in ("error", "fail") if state in states), "pass")


def junit(text: str) -> dict[str, Any]:
    """JUnit XML as plain data."""
    root = ElementTree.fromstring(text)
    assert (root.tag, [child.tag for child in root]) == ("testsuites", ["testsuite"])
    first, *cases = root[0]
    return {
        "suites": dict(root.attrib),
        "suite": dict(root[0].attrib),
        "properties": _properties(first),
        "cases": [_case(case) for case in cases],
    }


def _case(case: ElementTree.Element) -> dict[str, Any]:
    assert case.tag == "testcase"
    marked = [each for each in case if each.tag == "properties"]
    told = [{"tag": each.tag, **each.attrib, "text": each.text or ""} for each in case if each not in marked]
    properties = {"properties": _properties(marked[0])} if marked else {}
    return {"attributes": dict(case.attrib), **properties, "inside": told}


def _properties(element: ElementTree.Element) -> dict[str, str]:
    assert element.tag == "properties"
    return {each.attrib["name"]: each.attrib["value"] for each in element}


def shape(text: str) -> dict[tuple[str, ...], set[str]]:
    """Which elements there are, by their path, and the attributes of each."""
    found: dict[tuple[str, ...], set[str]] = {}

    def walk(element: ElementTree.Element, above: tuple[str, ...]) -> None:
        path = (*above, element.tag)
        found.setdefault(path, set()).update(element.attrib)
        for child in element:
            walk(child, path)

    walk(ElementTree.fromstring(text), ())
    return found


def gradebook(text: str) -> list[dict[str, str]]:
    """The rows of a CSV file by column."""
    return list(csv.DictReader(io.StringIO(text)))


def command(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub's runner reads it: its name, its properties and its message."""
    match = _COMMAND.fullmatch(line)
    assert match, line
    pairs = [each.split("=", 1) for each in (match["properties"] or "").split(",")]
    return match["command"], {name: _unescaped(value) for name, value in pairs}, _unescaped(match["message"])


def _unescaped(text: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text
