"""The pages of gradings, made by our own commands: every kind of drawing, of answers that pass and that fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graders.model.exercises import ROOT, find_exercises
from graders.tests.browser.browsing import findings, needs_browser
from graders.tests.end_to_end.checkout import Checkout

pytestmark = needs_browser

DRAWINGS = ("Memory over time", "Pulled and handed over", "Who worked when", "Who holds it")

ANSWERS = (
    ("sliding_window_mean", ""),
    ("sliding_window_mean", "slices_of_list"),
    ("fetch_all_pages", ""),
    ("fetch_all_pages", "fetches_one_after_another"),
    ("cpu_map_in_processes", "splits_the_batch_unevenly"),
    ("announce_when_gone", ""),
    ("announce_when_gone", "keeps_the_object_as_a_default"),
)
"""Exercises, each with a decoy, or with none for the reference."""

MakesPage = Callable[[str, str], Path]


@pytest.fixture(scope="module")
def page_of(tmp_path_factory: pytest.TempPathFactory) -> MakesPage:
    """Grades an answer, and gives the page of it: once for all tests."""
    checkout = Checkout(tmp_path_factory.mktemp("pages") / "checkout")
    known = {exercise.name: exercise for exercise in find_exercises()}
    made: dict[tuple[str, str], Path] = {}

    def make(name: str, decoy: str) -> Path:
        page = checkout.root / f"{name}-{decoy}.html"
        if (name, decoy) in made:
            return page
        exercise = known[name]
        if not any(name == there for there, _ in made):
            checkout.take(exercise.folder)
        answer = exercise.decoy(decoy) if decoy else exercise.reference
        (checkout.root / exercise.stub.relative_to(ROOT)).write_bytes(answer.read_bytes())
        graded = checkout.grade(name)
        assert graded.returncode == bool(decoy), graded.stderr
        drawn = checkout.run("page", name, "--closed", "--out", str(page))
        assert drawn.returncode == 0, drawn.stderr
        made[name, decoy] = page
        return page

    return make


@pytest.mark.parametrize(("name", "decoy"), ANSWERS)
def test_nothing_is_wrong_with_the_page_of_an_answer(name: str, decoy: str, page_of: MakesPage) -> None:
    assert findings(page_of(name, decoy)) == []


def test_nothing_is_wrong_with_the_table_of_allocations(page_of: MakesPage) -> None:
    """That of memray's flame graph is memray's: the table beside it says the same."""
    pytest.importorskip("memray")
    name = "sliding_window_mean"
    checkout = Checkout.at(page_of(name, "slices_of_list").parent)
    profiled = checkout.run("profile", name)
    assert profiled.returncode == 0, profiled.stderr
    assert findings(checkout.root / ".katas" / "profiles" / name / "table.html") == []


@pytest.mark.parametrize("kind", DRAWINGS)
def test_the_kind_is_on_a_page_that_is_looked_at(kind: str, page_of: MakesPage) -> None:
    assert any(f'<h3 class="unseen">{kind}' in page_of(*each).read_text(encoding="utf-8") for each in ANSWERS)
