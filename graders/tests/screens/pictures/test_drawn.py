"""The pictures of a test: what stands where, and the same numbers as a table."""

from __future__ import annotations

import re

import pytest

from graders.model.drawing import Curve, Drawing, Stairs, Timeline
from graders.model.report import Measure, Outcome
from graders.screens.pictures.drawn import held, memory, pictures
from graders.screens.pictures.shapes import BOTTOM, LEFT, RIGHT, TOP, Field, Picture, ticks
from graders.tests.screens.samples import make_test

CURVE = Curve("peak memory", 65536, "items taken", [0, 100, 200], [10, 30_000, 20], [20, 131_072, 40])


def path(picture: Picture, kind: str) -> list[tuple[float, float]]:
    """The points of the line of this kind."""
    (line,) = [each for each in picture.lines if each.kind == kind]
    return [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", line.path)]


def test_a_curve_goes_through_its_points() -> None:
    mine, ceiling = path(memory(CURVE), "yours"), memory(CURVE)
    assert [x for x, _ in mine] == [LEFT, (LEFT + RIGHT) / 2, RIGHT]
    heights = [BOTTOM - y for _, y in mine]
    (bound,) = [line.path for line in ceiling.lines if line.kind == "bound"]
    up = BOTTOM - float(bound.split(" ")[1].split("H")[0])
    assert heights[1] == pytest.approx(2 * up, abs=0.2)  # twice the ceiling
    assert heights[1] > 100 * heights[0]


def test_a_curve_is_told_in_words_and_in_numbers() -> None:
    made = memory(CURVE)
    assert "highest with 128 KiB at 100 items taken" in made.said
    assert "ceiling is 64 KiB" in made.said
    assert made.rows == [["0", "10", "20"], ["100", "30,000", "131,072"], ["200", "20", "40"]]


def test_a_single_reading_goes_from_edge_to_edge() -> None:
    mine = path(memory(Curve("peak memory", 100, "looks", [1], [10], [50])), "yours")
    assert [x for x, _ in mine] == [LEFT, RIGHT]


def test_another_curve_is_drawn_where_it_can_be_compared() -> None:
    of_old = Drawing([Curve("peak memory", 65536, "items taken", [0, 400], [5, 5], [5, 9])])
    of_another = Drawing([Curve("peak memory", 1, "items taken", [0, 400], [5, 5], [5, 9])])
    test = make_test(Outcome.PASSED, drawing=Drawing([CURVE]))
    (made,) = pictures(test, [("the try before", of_old), ("another", of_another)])
    assert [name for _, name in made.legend] == [
        "yours, 128 KiB at most",
        "the ceiling, 64 KiB",
        "the try before, 9 bytes at most",
    ]
    assert path(made, "other0")[-1][0] == RIGHT
    assert path(made, "yours")[-1][0] == (LEFT + RIGHT) / 2  # on one axis


def test_the_most_is_marked_where_it_is_above_the_ceiling() -> None:
    made = memory(CURVE)
    (mark,) = [line.path for line in made.lines if line.kind == "missed"]
    x, y = path(made, "yours")[1]
    assert mark.startswith(f"M{x - 5:g} {y - 5:g}")
    assert {"128 KiB", "allowed", "over the ceiling"} <= {words.text for words in made.words}
    below = memory(Curve("peak memory", 65536, "items taken", [0, 100], [10, 10], [20, 30]))
    assert not [line for line in below.lines if line.kind == "missed"]
    assert not [words for words in below.words if words.kind == "missed"]


def test_what_is_far_above_leaves_the_picture() -> None:
    far = Curve("peak memory", 65536, "items taken", [0, 200], [0, 9], [0, 10_000_000])
    small = Curve("peak memory", 65536, "items taken", [0, 100, 200], [10, 10, 10], [20, 30, 40])
    (x, y) = path(memory(small, [("keeps all", far)]), "other0")[-1]
    assert y == TOP
    assert LEFT < x < LEFT + (RIGHT - LEFT) / 50


def test_what_begins_above_has_nowhere_to_begin() -> None:
    assert Field(10, 100).inside([(5.0, 200.0), (6.0, 1.0)]) == [(5.0, 100.0)]


def test_the_arrow_to_cut_is_that_of_the_keeper_with_a_name() -> None:
    made = held(["a list", "the local name 'history' of window_means"])
    assert [words.text for words in made.words if words.kind == "ink"] == [
        "the local name 'history' of window_means",
        "a list",
        "the object",
    ]
    assert [line.kind for line in made.lines] == ["cut", "cut", "keeps"]  # an arrow and the mark across it
    assert made.said.endswith("Cut where the local name 'history' of window_means keeps a list.")


def test_what_the_test_itself_keeps_is_not_to_be_cut() -> None:
    made = held(["the test, which still has it"])
    assert [line.kind for line in made.lines] == ["keeps"]
    assert "Cut" not in made.said


@pytest.mark.parametrize(
    ("most", "unit", "expected"),
    [
        (0, "", [0]),
        (3, "", [0, 1, 2, 3]),
        (1_000, "", [0, 500, 1_000]),
        (1 << 20, "bytes", [0, 1 << 18, 1 << 19, 3 << 18, 1 << 20]),
        (0.4, "seconds", [0, 0.1, 0.2, 0.30000000000000004, 0.4]),
    ],
)
def test_the_numbers_on_an_axis_are_round(most: float, unit: str, expected: list[float]) -> None:
    assert ticks(most, unit) == expected


def test_an_empty_field_has_its_axes() -> None:
    assert Field(0, 0).x(0) == LEFT
    assert Field(0, 0).y(0) == BOTTOM


def test_a_picture_has_what_is_asked_and_what_came_of_it_at_its_head() -> None:
    drawing = Drawing(
        [CURVE],
        [Stairs("items handed over", [0, 0], [0, 3])],
        [Timeline("process", [[(0.0, 0.5)]], 0.5)],
        [["a list"]],
    )
    over = Measure("peak memory", 131_072, 65_536, unit="bytes")
    read, at_work = Measure("items read", 3, 3), Measure("processes at work at once", 1, 1, "at least")
    test = make_test(Outcome.OVER, measures=[read, at_work, over], drawing=drawing)
    made = pictures(test)
    said = "Asked: peak memory, at most 64 KiB. Yours: 128 KiB, 2x over."
    assert all(each.said.startswith(said) for each in made)
    # The others show something else, so their captions say it.
    assert [each.caption.startswith(said) for each in made] == [False, True, True, True]
    passed = pictures(make_test(Outcome.PASSED, measures=[read, at_work], drawing=drawing))
    assert [each.said.split(". ")[0] for each in passed[1:3]] == [
        "Asked: items read, at most 3",
        "Asked: processes at work at once, at least 1",
    ]


def test_a_test_without_a_drawing_has_no_picture() -> None:
    assert pictures(make_test(Outcome.PASSED)) == []


def test_a_long_number_at_the_edge_is_not_cut_off() -> None:
    last = {each.text: each for each in Field(0.03, 1, right_unit="seconds").numbers}["30 ms"]
    assert RIGHT - 10 < last.x < RIGHT
    assert {each.text: each for each in Field(3, 1).numbers if each.anchor == "middle"}["3"].x == RIGHT
