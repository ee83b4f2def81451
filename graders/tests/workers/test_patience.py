from __future__ import annotations

import time

import pytest

from graders.workers.patience import MAX_WATCHED_SECONDS, Patience
from graders.workers.processes import Usage


class Told:
    """Processes as a test tells of them, and its time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        self.usages: dict[int, Usage] = {1: Usage(0.0, 0.0, True, 0)}
        monkeypatch.setattr(time, "monotonic", lambda: self.now)
        self.patience = Patience(2.0, lambda: self.usages)

    def after(self, seconds: float, **usages: Usage) -> bool:
        """Time goes by, a look for each half second."""
        self.usages = {int(name[1:]): used for name, used in usages.items()}
        over = False
        while seconds > 0:
            self.now += min(seconds, MAX_WATCHED_SECONDS)
            seconds -= MAX_WATCHED_SECONDS
            over = self.patience.is_over()
        return over


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    return Told(monkeypatch)


ASLEEP, READY = Usage(0.0, 0.0, True, 0), Usage(0.0, 0.0, False, 0)


def test_time_counts_while_everybody_sleeps(told: Told) -> None:
    assert not told.after(1.5, p1=ASLEEP, p2=ASLEEP)
    assert told.after(0.5, p1=ASLEEP, p2=ASLEEP)


def test_time_does_not_count_while_somebody_waits_for_a_core(told: Told) -> None:
    assert not told.after(1_000, p1=ASLEEP, p2=READY)
    assert told.after(2, p1=ASLEEP, p2=ASLEEP)


def test_who_works_uses_it_up_by_what_is_done(told: Told) -> None:
    assert not told.after(100, p1=Usage(0.4, 0.0, False, 0))
    for turn in range(1, 4):
        assert not told.after(0.5, p1=Usage(0.4 + 0.5 * turn, 0.0, False, 0))
    assert told.after(0.5, p1=Usage(2.4, 0.0, False, 0))


def test_who_is_new_counts_with_all_that_it_used(told: Told) -> None:
    assert not told.after(0.5, p1=READY, p2=Usage(0.4, 0.0, False, 0))
    assert not told.after(1.5, p1=ASLEEP)
    assert told.after(0.1, p1=ASLEEP)


def test_no_look_uses_up_more_than_the_time_that_passed(told: Told) -> None:
    assert not told.after(0.5, p1=Usage(90.0, 0.0, False, 0))


def test_a_judge_that_was_stopped_has_more_patience(told: Told) -> None:
    told.now += 1_000
    assert not told.after(0.5, p1=ASLEEP)


def test_where_there_is_nobody_it_is_a_clock(told: Told) -> None:
    assert not told.after(1.5)
    assert told.after(0.5)
