"""The pictures of a test: what stands where, and the same numbers as a table."""

from __future__ import annotations

import re

import pytest

from graders.model.drawing import Curve, Drawing, Stairs, Timeline
from graders.model.report import Measure
from graders.screens.pictures.drawn import MAX_LANES, at_once, held, memory, pictures, pulled, speed, worked
from graders.screens.pictures.shapes import BOTTOM, LEFT, RIGHT, TOP, Field, Picture, ticks

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
    (made,) = pictures(Drawing([CURVE]), [("the try before", of_old), ("another", of_another)])
    assert [name for _, name in made.legend] == [
        "yours, 128 KiB at most",
        "the ceiling, 64 KiB",
        "the try before, 9 bytes at most",
    ]
    assert path(made, "other0")[-1][0] == RIGHT
    assert path(made, "yours")[-1][0] == (LEFT + RIGHT) / 2  # on one axis


def test_what_is_far_above_leaves_the_picture() -> None:
    far = Curve("peak memory", 65536, "items taken", [0, 200], [0, 9], [0, 10_000_000])
    small = Curve("peak memory", 65536, "items taken", [0, 100, 200], [10, 10, 10], [20, 30, 40])
    (x, y) = path(memory(small, [("keeps all", far)]), "other0")[-1]
    assert y == TOP
    assert LEFT < x < LEFT + (RIGHT - LEFT) / 50


def test_what_begins_above_has_nowhere_to_begin() -> None:
    assert Field(10, 100).inside([(5.0, 200.0), (6.0, 1.0)]) == [(5.0, 100.0)]


def test_a_lazy_staircase_and_an_eager_one_differ() -> None:
    lazy = pulled(Stairs("items handed over", [0, 0, 1, 2], [0, 1, 2, 3]))
    eager = pulled(Stairs("items handed over", [0, 0, 2], [0, 300, 300]))
    assert "Pulled before the first of the items handed over: 1; at the end 3 pulled, 2 items" in lazy.said
    assert "Pulled before the first of the items handed over: 300; at the end 300 pulled, 2 items" in eager.said
    first = [next(line.path for line in made.lines if line.kind == "yours") for made in (lazy, eager)]
    assert len(set(re.findall(r"V([\d.]+)", first[0]))) == 3  # a step up with each item
    assert len(set(re.findall(r"V([\d.]+)", first[1]))) == 1  # all at once
    assert eager.rows == [["0", "0"], ["0", "300"], ["2", "300"]]


def test_a_long_staircase_is_a_line() -> None:
    made = pulled(Stairs("items handed over", [0, 500], [0, 501]))
    (given,) = [line.path for line in made.lines if line.kind == "given"]
    assert "V" not in given


def test_nothing_handed_over_is_a_staircase_too() -> None:
    assert "at the end 102 pulled, 0 items" in pulled(Stairs("items handed over", [0, 0], [0, 102])).said


SIDE_BY_SIDE = Timeline("process", [[(0.0, 0.5)], [(0.0, 0.5)]], 0.52, 1.0)
IN_TURN = Timeline("call", [[(0.0, 0.5), (0.5, 1.0)]], 1.0)


def test_who_works_side_by_side_has_lanes_and_who_does_not_has_one() -> None:
    assert [(bar.y, bar.width) for bar in worked(SIDE_BY_SIDE).bars] == [(26, 378.8), (44, 378.8)]
    assert [(bar.y, bar.width) for bar in worked(IN_TURN).bars] == [(26, 197.0), (26, 197.0)]


def test_it_is_counted_how_many_are_at_work() -> None:
    assert at_once(SIDE_BY_SIDE) == [(0.0, 0.0), (0.0, 2.0), (0.5, 0.0)]
    assert at_once(IN_TURN) == [(0.0, 0.0), (0.0, 1.0), (0.5, 1.0), (1.0, 0.0)]
    assert worked(SIDE_BY_SIDE).said.startswith("2 units in 2 lanes; at most 2 at once.")


def test_the_speed_is_told_where_the_work_is_known() -> None:
    assert speed(SIDE_BY_SIDE) == "One after another 1 s, yours 0.52 s: 1.9x (not judged)."
    assert speed(IN_TURN) == ""


def test_many_lanes_stand_in_the_table_alone() -> None:
    made = worked(Timeline("call", [[(0.0, 1.0)]] * (MAX_LANES + 5), 1.0, left_out=3))
    assert len(made.bars) == MAX_LANES
    assert len(made.rows) == MAX_LANES + 5
    assert "The last 3 are not drawn" in made.said


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


def level(picture: Picture) -> tuple[float, float]:
    """Where the line of the bound is, and where it ends."""
    (path,) = [line.path for line in picture.lines if line.kind == "bound"]
    ((y, until),) = re.findall(r"^M[\d.]+ ([\d.]+)H([\d.]+)$", path)
    return float(y), float(until)


def test_what_may_be_pulled_is_a_line() -> None:
    lazy, eager = Stairs("items handed over", [0, 0, 1], [0, 3, 4]), Stairs("items handed over", [0, 0], [0, 3])
    other = Measure("calls", 7, 9)
    made = pulled(eager, [other, Measure("files for the first line", 3, 1)])
    assert made.legend[-1] == ("bound", "files for the first line: at most 1")
    y, until = level(made)
    assert y == pytest.approx(BOTTOM - (BOTTOM - TOP) / 3, abs=0.1)
    assert until == RIGHT
    assert made.said.endswith("The bound: files for the first line: at most 1.")
    above = pulled(lazy, [Measure("lines in all", 4, 8)])
    assert level(above) == (TOP, RIGHT)  # it fits into the picture
    assert not [line for line in pulled(lazy, [other]).lines if line.kind == "bound"]


def test_what_may_be_pulled_for_the_first_is_a_line_up_to_it() -> None:
    made = pulled(Stairs("items handed over", [0, 0, 1, 2], [0, 64, 65, 66]), [Measure("heads", 64, 64)])
    assert level(made)[1] == (LEFT + RIGHT) / 2


def test_of_two_counts_that_are_alike_the_missed_one_is_drawn() -> None:
    kept, missed = Measure("lines", 3, 3), Measure("files", 3, 1)
    assert pulled(Stairs("items", [0, 0], [0, 3]), [kept, missed]).legend[-1][1] == "files: at most 1"


def test_how_many_have_to_be_at_work_is_a_line() -> None:
    made = worked(SIDE_BY_SIDE, [Measure("processes at work at once", 2, 3, "at least")])
    assert made.legend == [("bound", "processes at work at once: at least 3")]
    assert level(made)[0] == 30 + 2 * 18 + 24  # the upper edge of the counts
    assert "The bound: processes at work at once: at least 3." in made.said
    assert not worked(SIDE_BY_SIDE).legend


def test_the_time_of_units_that_are_not_drawn_is_grey() -> None:
    made = worked(Timeline("process", [[(0.0, 0.5)], [(0.0, 0.5)]], 2.0, left_out=1_960))
    assert [(bar.x, bar.x + bar.width) for bar in made.bars if bar.kind == "unseen"] == [(168.5, RIGHT)]
    assert "grey: 1,960 more, not drawn" in [words.text for words in made.words]


def test_how_many_are_held_stands_below_the_object() -> None:
    chain, missed = ["the attribute '_recent' of a Service"], Measure("requests alive", 10, 0)
    made = held(chain, [Measure("calls", 1, 1), missed])
    assert made.words[-1].text == "requests alive: 10, at most 0"
    assert made.height == held(chain).height + 20
    assert made.words[-1].y < made.height


def test_a_test_without_a_drawing_has_no_picture() -> None:
    assert pictures(None) == []


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
