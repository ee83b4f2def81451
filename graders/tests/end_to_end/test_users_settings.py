"""What a user has set for pytest, in the environment or in the settings: our commands grade as ever."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from graders.tests.end_to_end.checkout import Checkout, done, started
from graders.tests.repositories import READS_ALL, REFERENCE

TOLD = {"PYTEST_ADDOPTS": "-k sums --tb=short", "PYTEST_PLUGINS": "a_plugin_of_nowhere"}
SET = [
    {"PYTEST_ADDOPTS": "-k sums"},
    {"PYTEST_ADDOPTS": "-v --tb=short -n 2"},
    {"PYTEST_ADDOPTS": "--lf -x", "PYTEST_DEBUG": "1", "PYTEST_TIMEOUT": "0.001"},
    {"PYTEST_PLUGINS": "a_plugin_of_nowhere", "PYTEST_THEME": "of-nowhere", "PY_COLORS": "1"},
]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    made = Checkout(tmp_path_factory.mktemp("settings") / "checkout")
    made.exercise(1, "running_total", READS_ALL.encode())
    made.exercise(2, "second_total", REFERENCE.replace("running", "second").encode(), SECOND)
    return made


SECOND = '''from graders import exactly
from second_total import second_total


def test_sums():
    """It sums."""
    assert list(second_total([3, 1])) == [3, 4]


def test_empty():
    """Nothing gives nothing."""
    exactly(len(list(second_total([]))), 0, "totals")
'''


def _found(report: dict[str, Any]) -> dict[str, list[str]]:
    return {each["name"]: [test["outcome"] for test in each["tests"]] for each in report["exercises"]}


@pytest.mark.parametrize("given", SET, ids=lambda given: " ".join(given.values()))
def test_grade_does_not_hear_of_it(checkout: Checkout, given: dict[str, str]) -> None:
    run = checkout.grade(**given)
    assert (run.returncode, run.stderr) == (1, "")
    assert _found(checkout.report) == {"running_total": ["passed", "over"], "second_total": ["passed", "passed"]}
    assert "15 of 20 points" in run.stdout


@pytest.mark.parametrize("command", ["github --out {0}", "report junit --submission . --out {0}/report.xml"])
def test_nor_do_the_others(checkout: Checkout, command: str, tmp_path: Path) -> None:
    arguments = command.format(tmp_path).split()
    run = done(started([sys.executable, "-m", "graders", *arguments], checkout.root, TOLD))
    assert run.stderr == ""
    written = "".join(file.read_text() for file in tmp_path.iterdir())
    for name in ("test_sums_as_it_goes", "test_reads_no_further_than_asked", "test_empty"):
        assert name in written


def test_nor_does_inline(checkout: Checkout) -> None:
    run = checkout.grade("--inline", **TOLD)
    assert (run.returncode, run.stderr) == (1, "")
    assert "1 failed, 3 passed" in run.stdout


def test_settings_that_choose_tests_choose_none_of_ours(checkout: Checkout) -> None:
    settings = checkout.root / "pyproject.toml"
    text = settings.read_text()
    settings.write_text(text.replace("addopts = [", 'addopts = ["-k", "sums", "--no-such-option", '))
    try:
        run = checkout.grade("second_total")
    finally:
        settings.write_text(text)
    assert (run.returncode, run.stderr) == (0, "")
    assert _found(checkout.report) == {"second_total": ["passed", "passed"]}


def test_plain_pytest_obeys_and_says_what_it_ran(checkout: Checkout) -> None:
    pytest_ = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
    run = done(started(pytest_, checkout.root, {"PYTEST_ADDOPTS": "-k sums"}))
    assert run.returncode == 0
    assert "running_total: 1 of its 2 tests ran: not a grading" in run.stdout
    assert "second_total: 1 of its 2 tests ran: not a grading" in run.stdout
