from __future__ import annotations

import pytest

from graders.model.drawing import MAX_POINTS, Stairs
from graders.workers.pulls import Pulls


def test_nothing_pulled_is_no_staircase() -> None:
    pulls = Pulls()
    pulls.call()
    assert pulls.stairs(given=3) == []


def test_what_is_handed_over_comes_before_calls() -> None:
    pulls = Pulls()
    pulls.pull(given=0)
    pulls.call()
    assert pulls.stairs(given=0) == [Stairs("calls made", [0, 0, 1], [0, 1, 1])]
    pulls.pull(given=1)
    assert pulls.stairs(given=1) == [Stairs("items handed over", [0, 0, 1], [0, 1, 2])]


@pytest.mark.parametrize("count", [MAX_POINTS - 2, MAX_POINTS, 1_000, 50_000])
def test_of_many_pulls_the_last_is_kept(count: int) -> None:
    pulls = Pulls()
    for place in range(count):
        pulls.pull(given=place)
    (found,) = pulls.stairs(given=count)
    assert len(found.at) <= MAX_POINTS + 1
    assert (found.at[-1], found.pulled[-1]) == (count, count)
    assert found.pulled == sorted(set(found.pulled[:-1])) + found.pulled[-1:]
    assert all(pulled - at in (0, 1) for at, pulled in zip(found.at, found.pulled, strict=True))
