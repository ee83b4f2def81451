"""Pulled and handed over: the two staircases, what is allowed, and where it was left."""

from __future__ import annotations

import re

import pytest

from graders.model.drawing import Stairs
from graders.model.report import Measure
from graders.screens.pictures.shapes import BOTTOM, LEFT, RIGHT, TOP
from graders.screens.pictures.stairs import pulled
from graders.tests.screens.pictures.reading import level, marks, words


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


def test_what_may_be_pulled_is_a_line() -> None:
    lazy, eager = Stairs("items handed over", [0, 0, 1], [0, 3, 4]), Stairs("items handed over", [0, 0], [0, 3])
    other = Measure("calls", 7, 9)
    made = pulled(eager, [other, Measure("files for the first line", 3, 1)])
    assert made.legend[-1] == ("bound", "files for the first line: at most 1")
    y, until = level(made)
    assert y == pytest.approx(BOTTOM - (BOTTOM - TOP) / 3.3, abs=0.1)
    assert until == RIGHT
    above = pulled(lazy, [Measure("lines in all", 4, 8)])
    assert level(above)[0] > TOP  # it fits into the picture
    assert not [line for line in pulled(lazy, [other]).lines if line.kind == "bound"]


def test_what_may_be_pulled_for_the_first_is_a_line_up_to_it() -> None:
    made = pulled(Stairs("items handed over", [0, 0, 1, 2], [0, 64, 65, 66]), [Measure("heads", 64, 64)])
    assert level(made)[1] == (LEFT + RIGHT) / 2


def test_of_two_counts_that_are_alike_the_missed_one_is_drawn() -> None:
    kept, missed = Measure("lines", 3, 3), Measure("files", 3, 1)
    assert pulled(Stairs("items", [0, 0], [0, 3]), [kept, missed]).legend[-1][1] == "files: at most 1"


def test_what_is_allowed_is_a_zone_and_where_it_was_left_is_marked() -> None:
    made = pulled(Stairs("items handed over", [0, 0, 1], [0, 1, 40]), [Measure("items read", 40, 10)])
    assert [bar.kind for bar in made.bars] == ["allowed", "beyond"]
    allowed, beyond = made.bars
    assert beyond.y + beyond.height == pytest.approx(allowed.y)
    assert marks(made)[0][0] == RIGHT
    assert words(made, "kept") == ["allowed"]
    assert words(made, "missed") == ["too many", "over the bound here: 40"]
    kept = pulled(Stairs("items handed over", [0, 0, 1], [0, 1, 4]), [Measure("items read", 4, 10)])
    assert not marks(kept)


def test_what_may_be_ahead_goes_up_with_what_is_given() -> None:
    stairs = Stairs("calls made", [0, 0, 5, 10], [0, 5, 16, 30])
    made = pulled(stairs, [Measure("items read ahead", 20, 10)])
    (bound,) = [line.path for line in made.lines if line.kind == "bound"]
    (begun, ended) = [float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", bound)]
    assert begun > ended
    assert [line.kind for line in made.lines].count("between") == 1
    assert words(made, "missed") == ["over the bound here: 16"]
    assert marks(made)[0][0] == (LEFT + RIGHT) / 2


def test_what_has_to_be_ahead_is_a_line_also_where_its_number_is_none_of_the_staircase() -> None:
    made = pulled(Stairs("calls made", [0, 10], [0, 11]), [Measure("items read and not shipped", 4, 10, "at least")])
    assert words(made, "ink") == ["at least 10 more"]
    assert not marks(made)
    assert not made.bars


def test_what_has_to_be_pulled_has_no_zone() -> None:
    made = pulled(Stairs("items handed over", [0, 1], [0, 3]), [Measure("items read", 3, 9, "at least")])
    assert level(made)[1] == RIGHT
    assert not made.bars


def test_a_count_of_something_else_is_no_bound_of_pulls() -> None:
    made = pulled(Stairs("items handed over", [0, 1], [0, 3]), [Measure("files open at once", 3, 1)])
    assert len(made.legend) == 2


def test_a_step_is_marked_where_it_ends() -> None:
    made = pulled(Stairs("items handed over", [0, 0, 0, 3], [0, 12, 400, 400]), [Measure("items read", 400, 8)])
    assert "over the bound here: 400" in words(made, "missed")
