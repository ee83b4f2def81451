from __future__ import annotations

from graders.model.drawing import MAX_BARS
from graders.workers.shifts import Shifts, timeline


def test_a_call_takes_the_first_lane_that_is_free() -> None:
    shifts = Shifts()
    assert [shifts.begin(), shifts.begin()] == [0, 1]
    shifts.end(0)
    assert shifts.begin() == 0
    shifts.end(1)
    (found,) = shifts.timelines()
    assert list(map(len, found.lanes)) == [2, 1]  # one goes on, until now
    assert found.lanes[0][1][1] == found.wall


def test_without_a_call_there_is_no_timeline() -> None:
    assert Shifts().timelines() == []


def test_times_are_counted_from_the_beginning() -> None:
    made = timeline("process", [[(5.0, 6.5)], [], [(5.25, 6.0)]], 5.0, 2.0, 2.25)
    assert made.lanes == [[(0.0, 1.5)], [(0.25, 1.0)]]
    assert (made.wall, made.work, made.left_out) == (2.0, 2.25, 0)


def test_later_bars_are_counted() -> None:
    made = timeline("call", [[(n, n + 0.5) for n in range(MAX_BARS)], [(n + 0.1, n + 0.2) for n in range(9)]], 0, 300)
    assert sum(map(len, made.lanes)) == MAX_BARS
    assert made.left_out == 9
    assert len(made.lanes[1]) == 9


def test_a_call_that_raised_is_marked_where_it_ended() -> None:
    shifts = Shifts()
    lanes = [shifts.begin(), shifts.begin()]
    shifts.end(lanes[1], raised=True)
    shifts.end(lanes[0])
    (found,) = shifts.timelines()
    assert found.raised == [(1, found.lanes[1][0][1])]


def test_a_mark_stays_with_its_lane_and_goes_with_its_bar() -> None:
    lanes = [[], [(1.0, 2.0)], [(n + 2.0, n + 3.0) for n in range(MAX_BARS)]]
    made = timeline("call", lanes, 1.0, 300, raised=[(1, 2.0), (2, 3.0), (2, MAX_BARS + 2.0)])
    assert made.raised == [(0, 1.0), (1, 2.0)]
