"""Who worked when: a lane each, those beyond the bound and those that are missing apart from the others."""

from __future__ import annotations

import pytest

from graders.model.drawing import CALL, Timeline
from graders.model.report import Measure
from graders.screens.pictures.lanes import BAR_HEIGHT, FIRST_LANE, LANE_HEIGHT, MAX_LANES, at_once, speed, worked
from graders.screens.pictures.shapes import LEFT, RIGHT
from graders.tests.screens.pictures.reading import level, marks, words

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


def test_how_many_have_to_be_at_work_is_a_line() -> None:
    made = worked(SIDE_BY_SIDE, [Measure("processes at work at once", 2, 3, "at least")])
    assert made.legend == [("bound", "processes at work at once: at least 3")]
    assert level(made)[0] == FIRST_LANE + 3 * LANE_HEIGHT + 28  # the upper edge of the counts
    assert not worked(SIDE_BY_SIDE).legend


def test_the_time_of_units_that_are_not_drawn_is_grey() -> None:
    made = worked(Timeline("process", [[(0.0, 0.5)], [(0.0, 0.5)]], 2.0, left_out=1_960))
    assert [(bar.x, bar.x + bar.width) for bar in made.bars if bar.kind == "unseen"] == [(168.5, RIGHT)]
    assert "grey: 1,960 more, not drawn" in [words.text for words in made.words]


def lanes_of(*lanes: int, raised: list[tuple[int, float]] | None = None) -> Timeline:
    """Calls of a second each, so many in each lane."""
    spans = [[(float(n), n + 1.0) for n in range(count)] for count in lanes]
    return Timeline(CALL, spans, float(max(lanes)), raised=raised or [])


def test_each_lane_is_named() -> None:
    assert {"a lane for each process", "process 1", "process 2"} <= {*words(worked(SIDE_BY_SIDE), "soft")}
    assert {"a lane for each call in flight", "lane 1"} <= {*words(worked(lanes_of(2)), "soft")}


def test_the_lanes_beyond_the_bound_stand_apart() -> None:
    made = worked(lanes_of(2, 2, 1), [Measure("calls in flight at once", 3, 2)])
    assert [bar.kind for bar in made.bars] == ["unit"] * 4 + ["over"]
    assert made.bars[-1].y == FIRST_LANE + 3 * LANE_HEIGHT  # a row of words is between them
    assert words(made, "missed") == ["below this line: more than 2", "3 at once, at most 2"]
    assert len(marks(made)) == 1


def test_of_processes_that_were_used_those_are_apart_that_are_too_many() -> None:
    made = worked(Timeline("process", [[(0.0, 1.0)], [(1.0, 2.0)]], 2.0), [Measure("processes used", 2, 1)])
    assert [bar.kind for bar in made.bars] == ["unit", "over"]
    assert not marks(made)  # there was one at a time


def test_lanes_that_are_missing_are_empty() -> None:
    made = worked(lanes_of(2), [Measure("calls in flight at once", 1, 3, "at least")])
    assert [(bar.kind, bar.y) for bar in made.bars[2:]] == [("missing", 44), ("missing", 62)]
    assert words(made, "soft").count("nobody") == 2
    assert words(made, "ink") == ["at least 3"]
    kept = worked(lanes_of(2), [Measure("calls in flight at once", 1, 1, "at least")])
    assert {bar.kind for bar in kept.bars} == {"unit"}


@pytest.mark.parametrize(
    "what", ["files open at once", "tiles alive at once", "items read", "queries on one connection"]
)
def test_a_count_of_something_else_is_no_bound_of_lanes(what: str) -> None:
    made = worked(lanes_of(2, 2), [Measure(what, 2, 1)])
    assert {bar.kind for bar in made.bars} == {"unit"}
    assert not made.legend


def test_an_error_is_marked_and_what_began_after_it_is_counted() -> None:
    made = worked(lanes_of(1, 8, raised=[(1, 1.0), (1, 8.0)]))
    assert marks(made) == [
        (pytest.approx(LEFT + (RIGHT - LEFT) / 8, abs=0.1), FIRST_LANE + LANE_HEIGHT + BAR_HEIGHT / 2),
        (RIGHT, FIRST_LANE + LANE_HEIGHT + BAR_HEIGHT / 2),
    ]
    assert words(made, "missed") == ["an error here; 7 more began after it"]
    assert made.legend == [("missed", "a call that ended in an error")]
    assert "2 units ended in an error." in made.said
    late = worked(lanes_of(1, 8, raised=[(1, 8.0)]))
    assert words(late, "missed") == ["an error here; 0 more began after it"]
    assert [each.anchor for each in late.words if each.kind == "missed"] == ["end"]


def test_an_error_in_a_lane_that_is_not_drawn_has_no_mark() -> None:
    made = worked(lanes_of(*[1] * (MAX_LANES + 1), raised=[(MAX_LANES, 1.0)]))
    assert marks(made) == []
    assert "1 more lane, not drawn" in words(made, "soft")
