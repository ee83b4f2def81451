"""The page: whole in itself, bounded, and deaf to what stands in the texts of others."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from graders.model.drawing import Curve, Drawing, Stairs, Timeline
from graders.model.report import ExerciseResult, Outcome, TestResult
from graders.screens.pictures.paper import MAX_PAGE_BYTES, paper
from graders.tests.screens.samples import exercise, make_test

CURVE = Curve("peak memory", 65536, "items taken", [0, 256], [10, 20], [30, 70_000])
DRAWING = Drawing(
    [CURVE],
    [Stairs("items handed over", [0, 1], [0, 2])],
    [Timeline("process", [[(0.0, 0.5)], [(0.1, 0.6)]], 0.6, 1.0)],
    [["a dict, under 'last'", "the attribute 'kept' of a Cache"]],
)
HOSTILE = "</svg></title><script>alert(1)</script><img src=x onerror=alert(1)>\"' {{ 7 * 7 }} &amp; \u202e"


class Reader(HTMLParser):
    """What a browser finds: the tags in their order, and their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def drawn(outcome: Outcome = Outcome.PASSED, drawing: Drawing | None = DRAWING) -> TestResult:
    test = make_test(outcome)
    test.drawing = drawing
    return test


def page_of(*tests: TestResult) -> str:
    return paper(exercise("sliding_window", [*tests]))


def test_every_kind_of_picture_is_on_it() -> None:
    titles = re.findall(r"<h3 .*?>(.*?)</h3>", page_of(drawn()))
    assert titles == ["Memory over time: peak memory", "Pulled and handed over", "Who worked when", "Who holds it"]


def test_each_picture_is_told_in_words_and_numbers() -> None:
    page = page_of(drawn(), drawn(Outcome.OVER))
    ids = re.findall(r'id="(.*?)"', page)
    assert len(ids) == len(set(ids)) == 16
    for title, said in re.findall(r'aria-labelledby="(\S+) (\S+)"', page):
        assert {title, said} <= {*ids}
    assert page.count('role="img"') == page.count("<desc") == page.count("<details>") == 8


def test_every_drawing_is_sound_xml() -> None:
    for svg in re.findall(r"<svg.*?</svg>", page_of(drawn()), re.DOTALL):
        ElementTree.fromstring(svg)


def test_what_failed_comes_first() -> None:
    states = re.findall(r'<span class="(\w+)">\w+</span> <span', page_of(drawn(), drawn(Outcome.OVER)))
    assert states == ["fail", "done"]


def test_it_needs_nothing_from_elsewhere() -> None:
    page = page_of(drawn())
    found = Reader(page)
    assert not {"script", "img", "link", "iframe", "object"} & {*found.tags}
    assert not [name for name, _ in found.attributes if name in ("src", "href") or name.startswith("on")]
    assert "default-src 'none'" in page
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


@pytest.mark.parametrize("field", ["name", "title", "file", "message", "requirement", "keepers", "what", "along"])
def test_hostile_texts_are_texts(field: str) -> None:
    honest, test = Reader(page_of(drawn())), drawn()
    result: ExerciseResult = exercise("sliding_window", [test])
    if field in ("name", "title", "file"):
        setattr(result, field, HOSTILE)
    elif field in ("message", "requirement"):
        setattr(test, field, HOSTILE)
    elif field == "keepers":
        test.drawing = Drawing(DRAWING.curves, DRAWING.stairs, DRAWING.timelines, [[HOSTILE, HOSTILE]])
    else:
        named = {"what": "peak memory", "along": "items taken", field: HOSTILE}
        curve = Curve(named["what"], 65536, named["along"], [0, 256], [10, 20], [30, 70_000])
        test.drawing = Drawing([curve], DRAWING.stairs, DRAWING.timelines, DRAWING.keepers)
    page = paper(result)
    assert Reader(page).tags == honest.tags
    assert "49" not in re.sub(r"\d{3,}|\d*\.\d+", "", page.partition("<main>")[2])


def test_a_page_has_an_end() -> None:
    many = [(float(n), n + 0.5) for n in range(240)]
    heavy = Drawing(timelines=[Timeline("call", [many], 240.0)] * 4)
    page = page_of(*[drawn(drawing=heavy) for _ in range(20)])
    assert MAX_PAGE_BYTES / 2 < len(page.encode()) <= MAX_PAGE_BYTES
    assert re.search(r"\d\d pictures more did not fit", page)


@pytest.mark.parametrize(("untouched", "why"), [(True, "not written yet"), (False, "nothing was measured but counts")])
def test_a_page_without_pictures_says_why(untouched: bool, why: str) -> None:
    result = exercise("sliding_window", [drawn(drawing=None)])
    result.untouched = untouched
    assert why in paper(result)


def test_what_failed_without_a_picture_is_told() -> None:
    wrong = make_test(Outcome.FAILED, "test_raises", message="raised nothing", requirement="The error is raised.")
    page = page_of(drawn(), wrong, drawn(Outcome.OVER))
    found = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", page)
    told = 'asked: The error is raised<br><span class="fail">yours: raised nothing</span>'
    assert found == [("test_<wbr>raises", told)]
    assert "<dt>" not in page_of(drawn(), make_test(Outcome.PASSED))
    refused = [make_test(Outcome.REFUSED, message="no such name") for _ in range(3)]
    assert page_of(*refused).count("<dt>") == 1


def test_a_text_that_was_edited_since_is_said_to_be() -> None:
    assert "edited since" in paper(exercise("sliding_window", [drawn()]), edited=True)


def test_the_try_before_is_drawn_beside() -> None:
    test = drawn()
    page = paper(exercise("sliding_window", [test]), others={test.name: [("the try before", DRAWING)]})
    assert "the try before, 68.4 KiB at most" in page
