"""The pages of a class, made by the real command: also those of people whose names and answers are hostile."""

from __future__ import annotations

from pathlib import Path

import pytest

from graders.model.exercises import ROOT, Exercise, find_exercises
from graders.tests.browser.browsing import findings, needs_browser
from graders.tests.end_to_end.checkout import Checkout

pytestmark = needs_browser

EXERCISES = {"sliding_window_mean": "slices_of_list", "announce_when_gone": "keeps_the_object_as_a_default"}
"""Each with the decoy that is handed in."""

MARKUP = "<img src=x onerror=alert(1)>"
BREAKS_OUT = "\"'--><svg onload=alert(1)>"
TEMPLATE = "{{ 7 * 7 }} {% raw %}"
TURNED = "\u202egnp.exe\u2066"
LONG = "L" * 200
BROKEN = "two\nlines\t::error::x"

HOSTILE = (MARKUP, BREAKS_OUT, TEMPLATE, TURNED, LONG, BROKEN)
"""Names of learners that a page may not take for anything else."""

CLOSES_ALL = "</pre></details></script><script>alert(1)</script><img src=x onerror=alert(1)>"

PAGES = ("index", "matrix", "ada", "bob", "exercises/sliding_window_mean", "exercises/announce_when_gone")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a class's pages: one who passes, one who fails, and the hostile."""
    checkout = Checkout(tmp_path_factory.mktemp("class") / "checkout")
    known = {exercise.name: exercise for exercise in find_exercises()}
    chosen = [known[name] for name in EXERCISES]
    for exercise in chosen:
        checkout.take(exercise.folder)
    handed_in = checkout.root.parent / "handed_in"
    hostile = f"# {CLOSES_ALL}\nprint({CLOSES_ALL!r})\nraise ValueError({CLOSES_ALL!r})\n".encode()
    for exercise in chosen:
        hand_in(handed_in, "ada", exercise, exercise.reference.read_bytes())
        hand_in(handed_in, "bob", exercise, exercise.decoy(EXERCISES[exercise.name]).read_bytes())
        for name in HOSTILE:
            hand_in(handed_in, name, exercise, hostile)
    done = checkout.run("grade_class", str(handed_in), "--out", str(checkout.root / "grades.csv"))
    assert done.returncode == 0, done.stderr
    return checkout.root / "grades"


def hand_in(folder: Path, name: str, exercise: Exercise, answer: bytes) -> None:
    """Writes an answer where a clone of this learner has it."""
    file = folder / name / exercise.stub.relative_to(ROOT)
    file.parent.mkdir(parents=True)
    file.write_bytes(answer)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wrong_with_a_page_of_the_class(name: str, pages: Path) -> None:
    assert findings(pages / f"{name}.html") == []


def test_nothing_is_wrong_with_the_pages_of_the_hostile(pages: Path) -> None:
    own = {*pages.glob("*.html")} - {pages / f"{name}.html" for name in PAGES}
    assert len(own) == len(HOSTILE)
    assert {page.name: findings(page) for page in sorted(own)} == {page.name: [] for page in sorted(own)}
