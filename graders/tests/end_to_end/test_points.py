"""The points of real exercises, as the command shows them: a fresh checkout, one that was passed, half of an answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graders.model import exercises
from graders.model.exercises import Exercise, find_exercises
from graders.model.invocation import CALLED_AS
from graders.model.report import POINTS_RULE
from graders.tests.end_to_end.checkout import Checkout

CALLED = {CALLED_AS: "python3 noxfile.py"}


def real(number: str) -> Exercise:
    (found,) = (each for each in find_exercises() if each.number == number)
    return found


def put(checkout: Checkout, number: str, answer: Path | None = None) -> Path:
    """A real exercise in a checkout, its stub in place or this answer. Returns the stub's path."""
    exercise = real(number)
    checkout.take(exercise.folder)
    stub = checkout.root / exercise.stub.relative_to(exercises.ROOT)
    if answer is not None:
        stub.write_bytes(answer.read_bytes())
    return stub


def decoy(number: str, name: str) -> Path:
    return real(number).mirror / "decoys" / f"{name}.py"


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "checkout")


FRESH = ("01.01", "01.07", "03.04", "04.02")
"""The first of the ladder, and stubs of code to mend, of which some tests pass."""


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_a_fresh_checkout_has_no_points_and_begins_at_the_first_exercise(checkout: Checkout, line_end: bytes) -> None:
    for number in FRESH:
        stub = put(checkout, number)
        stub.write_bytes(stub.read_bytes().replace(b"\n", line_end))
    done = checkout.grade(**CALLED)
    assert done.returncode == 1
    assert "  0 of 4 exercises done, 0 of 40 points\n" in done.stdout
    assert "next: python3 noxfile.py grade rank_by_expensive_score\n" in done.stdout
    board = done.stdout.partition("exercises done")[0]
    assert re.findall(r"(\w+)  \d\d\.\d\d", board) == ["todo"] * 4
    passed = [test for each in checkout.report["exercises"] for test in each["tests"] if test["outcome"] == "passed"]
    assert passed, "without one the points would be 0 by themselves"


def test_after_one_is_passed_alone_the_next_one_is_named(checkout: Checkout) -> None:
    put(checkout, "01.01", real("01.01").reference)
    put(checkout, "01.02", real("01.02").reference)
    put(checkout, "01.07")
    assert checkout.grade("01.02", **CALLED).returncode == 0
    done = checkout.grade("01.01", **CALLED)
    assert done.returncode == 0
    words = " ".join(done.stdout.split())
    assert "10 of 10 points" in words
    others = "how others did it: python3 noxfile.py solution rank_by_expensive_score"
    assert words.endswith(f"Well made! next: python3 noxfile.py grade early_bound_handlers {others}")


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("04.03", "computes_in_threads"),
        ("03.01", "reads_it_all"),
        ("04.01", "fetches_one_after_another"),
        ("02.04", "returns_a_list"),
    ],
)
def test_the_right_answer_at_the_wrong_cost_has_half_of_the_points(checkout: Checkout, number: str, name: str) -> None:
    put(checkout, number, decoy(number, name))
    done = checkout.grade(number)
    assert done.returncode == 1
    (graded,) = checkout.report["exercises"]
    broken = {test["name"]: test.get("bound", False) for test in graded["tests"] if test["outcome"] != "passed"}
    assert set(broken.values()) == {True}, broken
    assert (checkout.report["points"], checkout.report["max_points"]) == (5, 10)


PAGES = (
    "README.md",
    "graders/README.md",
    "docs/instructors.md",
    ".github/CONTRIBUTING.md",
    "graders/submissions/handout/README.md",
)
"""The pages that say what an exercise is worth."""


def test_every_page_says_the_rule_alike() -> None:
    for page in PAGES:
        text = (exercises.ROOT / page).read_text(encoding="utf-8")
        assert POINTS_RULE in " ".join(text.split()), page
        assert not re.search("test is (a|one) point|point for each test", text), page
