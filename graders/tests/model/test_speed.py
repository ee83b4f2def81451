"""The measurement with a told clock, and what slows real work: no test holds a time of this machine."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence

import pytest

from graders.model import speed

Tells = Callable[[Sequence[float]], "Clock"]


class Clock:
    """Tells how long each reading of the work takes; the last one forever."""

    def __init__(self, readings: Sequence[float]) -> None:
        self._readings = iter(readings)
        self._last = readings[-1]
        self._now = 100.0
        self.taken = 0

    def work(self) -> int:
        self._now += next(self._readings, self._last)
        self.taken += 1
        return 0

    def __call__(self) -> float:
        return self._now


@pytest.fixture
def tells(monkeypatch: pytest.MonkeyPatch) -> Iterator[Tells]:
    """``tells(seconds)``: each reading takes what is told; measured again in this test, and after it."""

    def told(readings: Sequence[float]) -> Clock:
        clock = Clock(readings)
        monkeypatch.setattr(speed, "CLOCK", clock)
        monkeypatch.setattr(speed, "_work", clock.work)
        speed.slowness.cache_clear()
        return clock

    yield told
    speed.slowness.cache_clear()


def test_the_fastest_of_ten_readings_counts(tells: Tells) -> None:
    clock = tells([0.0013, 0.0009, 0.0011, 0.0015])
    assert speed.best_reading() == pytest.approx(0.0009)
    assert clock.taken == speed.MAX_READINGS == 10


def test_a_disturbance_that_ends_leaves_no_mark(tells: Tells) -> None:
    tells([5 * speed.REFERENCE_SECONDS, 2 * speed.REFERENCE_SECONDS, speed.REFERENCE_SECONDS])
    assert speed.slowness() == 1


@pytest.mark.parametrize(("reading", "taken"), [(0.004, 4), (0.006, 3), (0.5, 3)])
def test_a_slow_machine_takes_fewer_readings(tells: Tells, reading: float, taken: int) -> None:
    clock = tells([reading])
    assert speed.best_reading() == pytest.approx(reading)
    assert clock.taken == taken


@pytest.mark.parametrize(
    ("times", "slowness"), [(0.1, 1.0), (0.99, 1.0), (1.0, 1.0), (1.04, 1.0), (1.06, 1.1), (2.0, 2.0), (41.2, 41.2)]
)
def test_slowness_is_a_ratio_to_a_tenth_and_never_below_one(tells: Tells, times: float, slowness: float) -> None:
    tells([times * speed.REFERENCE_SECONDS])
    assert speed.slowness() == pytest.approx(slowness)


def test_it_is_measured_once(tells: Tells) -> None:
    clock = tells([3 * speed.REFERENCE_SECONDS])
    assert [speed.slowness(), speed.slowness()] == [3.0, 3.0]
    assert clock.taken <= speed.MAX_READINGS


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no forks here")
def test_a_fork_inherits_what_was_measured(tells: Tells) -> None:
    tells([3 * speed.REFERENCE_SECONDS])
    assert speed.slowness() == 3.0
    tells_otherwise = Clock([7 * speed.REFERENCE_SECONDS])
    child = os.fork()
    if not child:
        speed.CLOCK, speed._work = tells_otherwise, tells_otherwise.work
        os._exit(int(speed.slowness()))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="the clock of CPU time is too coarse there")
def test_time_without_a_core_does_not_count() -> None:
    begun, wall = speed.CLOCK(), time.perf_counter()
    time.sleep(0.2)
    assert speed.CLOCK() - begun < (time.perf_counter() - wall) / 2


def test_a_profiler_sees_all_of_the_work_so_that_its_cost_counts() -> None:
    seen, before = 0, sys.getprofile()

    def see(*_: object) -> None:
        nonlocal seen
        seen += 1

    sys.setprofile(see)
    try:
        speed.best_reading()
    finally:
        sys.setprofile(before)
    assert seen > 2 * 4000 * speed.MIN_READINGS  # every call of the work, and its return


def test_speed_and_limits_are_told_in_words() -> None:
    assert speed.compared(1.0) == "as fast as the reference machine"
    assert speed.compared(2.3) == "2.3 times as slow as the reference machine"
    assert speed.limit(2, 1.0) == "2 s"
    assert speed.limit(2, 1.0, "allowed") == "2 s allowed"
    assert speed.limit(2, 2.3) == "4.6 s (2 s on the reference machine)"
    assert speed.limit(0.3, 1.1, "allowed") == "0.33 s allowed (0.3 s on the reference machine)"
