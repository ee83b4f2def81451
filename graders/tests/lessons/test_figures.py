"""Each figure of a lesson is drawn by docs/figures.py, and stands on one page under its title."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from graders.model.exercises import ROOT
from graders.tests.lessons.pages import TOPICS, chapters
from graders.tests.loading import module_at

DRAWN = sorted(path for topic in TOPICS for path in (topic / "lesson" / "figures").glob("*.svg"))
SHOWN = [
    (path.parent / place, words)
    for topic in TOPICS
    for path in chapters(topic)
    for words, place in re.findall(r"^!\[([^]]*)\]\(([^)]*)\)$", path.read_text(encoding="utf-8"), re.MULTILINE)
]
TIMED = "waiting_and_computing"
"""Takes seconds, and comes out otherwise each time."""


@pytest.fixture(scope="module")
def figures() -> ModuleType:
    return module_at(ROOT / "docs" / "figures.py", "figures")


def title(svg: str) -> str:
    found = ElementTree.fromstring(svg).find("{http://www.w3.org/2000/svg}title")
    assert found is not None
    return found.text or ""


def test_every_figure_is_shown_once_under_its_title() -> None:
    assert sorted(SHOWN) == [(path, title(path.read_text(encoding="utf-8"))) for path in DRAWN]


def test_the_figures_there_are_those_that_the_script_draws(figures: ModuleType) -> None:
    known = {f"{topic}/{name}" for name, (topic, _) in figures.FIGURES.items()}
    assert known == {f"{path.parents[2].name}/{path.stem}" for path in DRAWN}


@pytest.mark.parametrize("path", [path for path in DRAWN if path.stem != TIMED], ids=lambda path: path.stem)
def test_a_figure_can_be_drawn_again(figures: ModuleType, path: Path) -> None:
    _, draw = figures.FIGURES[path.stem]
    assert title(draw()) == title(path.read_text(encoding="utf-8"))


def test_what_is_counted_comes_out_the_same(figures: ModuleType) -> None:
    assert figures.calls_of_a_sort() == figures.calls_of_a_sort()


def test_a_bar_is_drawn_for_each_piece_of_work(figures: ModuleType) -> None:
    spans = [figures.Span(7, 0.0, 1.0), figures.Span(9, 0.0, 0.5), figures.Span(9, 0.5, 2.0)]
    svg = figures.timelines("Two workers", {"three tasks": spans})
    bars = ElementTree.fromstring(svg).findall("{http://www.w3.org/2000/svg}rect")[1:]
    assert len({bar.get("y") for bar in bars}) == 2
    widths = [float(bar.get("width", 0)) for bar in bars]
    assert widths[2] == pytest.approx(3 * widths[1], rel=0.02)
    assert "three tasks: 2.00 s" in svg


@pytest.mark.parametrize("path", DRAWN, ids=lambda path: path.stem)
def test_a_figure_is_for_dark_pages_and_for_a_phone_too(figures: ModuleType, path: Path) -> None:
    svg = path.read_text(encoding="utf-8")
    style, _, drawn = svg.partition("</style>")
    used = {*re.findall(r'(?:fill|stroke)="(#\w+)"', drawn)}
    assert used <= figures.DARK.keys()
    assert all(f"='{colour}'] " in style for colour in used)
    assert "@media (prefers-color-scheme: dark)" in style
    assert int(re.findall(r'viewBox="0 0 (\d+) ', svg)[0]) == figures.WIDTH <= 480
