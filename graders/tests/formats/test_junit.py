"""JUnit XML has the shape of pytest's: a case for each test; the points are properties of the whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graders.formats import junit
from graders.model.report import ExerciseResult, Outcome
from graders.tests.formats import readers
from graders.tests.formats.samples import DRAWN, SAMPLES, golden, random_reports, totals, valid
from graders.tests.screens.samples import make_test, report

ALL = """
import pytest

def test_passed(record_property, record_testsuite_property):
    record_property("score", 1)
    record_testsuite_property("score", 1)

def test_failed():
    assert 0

def test_skipped():
    pytest.skip("so")

@pytest.fixture
def broken():
    raise ValueError

def test_error(broken):
    pass
"""
"""Tests with every outcome that pytest knows."""


def test_the_points_are_properties_and_the_counts_those_of_the_cases() -> None:
    for found in random_reports(500):
        made = valid(readers.junit(junit.text(found)), "junit")
        said = made["properties"]
        assert (int(said["score"]), int(said["max_score"])) == totals(found)
        count = {name: int(made["suite"][name]) for name in ("tests", "skipped", "failures", "errors")}
        assert count["tests"] == len(made["cases"])
        tags = [each["tag"] for case in made["cases"] for each in case["inside"]]
        assert (tags.count("failure"), tags.count("error"), tags.count("skipped")) == (
            count["failures"],
            count["errors"],
            count["skipped"],
        )


@pytest.mark.parametrize("name", DRAWN)
def test_golden(name: str) -> None:
    text = junit.text(SAMPLES[name])
    valid(readers.junit(text), "junit")
    golden(f"junit_{name}.xml", text)


def test_the_shape_is_that_of_pytests_own_writer(tmp_path: Path) -> None:
    (tmp_path / "test_all.py").write_text(ALL, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-c", os.devnull, "--junit-xml=all.xml"]
    subprocess.run([*command, "test_all.py"], cwd=tmp_path, capture_output=True, check=False)
    theirs, ours = (tmp_path / "all.xml").read_text(encoding="utf-8"), junit.text(SAMPLES["handed_in"])
    known = readers.shape(theirs)
    for path, attributes in readers.shape(ours).items():
        assert attributes <= known[path]


def test_a_module_is_named_as_pytest_does() -> None:
    its = ExerciseResult("02.02", "a", "A", "t", "exercises/02_t/02_a/a.py", [make_test(Outcome.PASSED, "test_a[1]")])
    case, *_ = readers.junit(junit.text(report(its)))["cases"]
    assert (case["attributes"]["classname"], case["attributes"]["name"]) == ("exercises.02_t.02_a.a", "test_a[1]")
