from __future__ import annotations

import os

import psutil
import pytest

from graders.bounds import speedup
from graders.bounds.parallel import Unit
from graders.bounds.runners import Place


def test_the_machine_is_asked_as_often_as_said_and_leaves_no_process() -> None:
    before = set(psutil.Process().children())
    found = speedup.machine()
    assert len(found) == speedup.ROUNDS
    assert all(speed > 0 for speed in found)
    assert set(psutil.Process().children()) <= before


def unit(pid: int, begun: float, ended: float, cpu: float) -> Unit:
    return Unit(Place(pid, pid, 0), begun, ended, cpu)


def test_a_machine_that_cannot_fork_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert speedup.machine() == []


def test_the_lanes_show_who_worked_when() -> None:
    half = speedup.COLUMNS // 2
    in_turn = [[unit(1, 0, 1, 1.0)], [unit(2, 1, 2, 1.0)]]
    assert speedup.lanes(in_turn, 0, 2) == ["#" * half + "." * half, "." * half + "#" * half]
    together = [[unit(1, 0, 1, 1.0), unit(1, 1, 2, 1.0)], [unit(2, 0, 2, 2.0)]]
    assert speedup.lanes(together, 0, 2) == ["#" * speedup.COLUMNS] * 2


@pytest.mark.parametrize("ended", [0.0, -1.0, float("inf"), float("nan")])
def test_a_run_without_a_length_has_no_lanes(ended: float) -> None:
    assert speedup.lanes([[unit(1, 0, 1, 1.0)]], 0, ended) == []


@pytest.mark.parametrize("ended", [1.0, float("nan"), float("-inf")])
def test_a_forged_unit_that_ends_before_it_begins_is_not_drawn(ended: float) -> None:
    assert speedup.lanes([[unit(2, 2, ended, 9.0)]], 0, 4) == ["." * speedup.COLUMNS]


def test_the_words() -> None:
    assert speedup.told(3.0, 2.0, ["##..", ".###"], [1.9, 1.7]) == (
        "Who worked when, over 2.0 s:\n"
        "  worker 1  ##..\n"
        "  worker 2  .###\n"
        "Speed, not judged: 3.0 s of work took 2.0 s, 1.5 times as fast as one core; "
        "two plain processes get 1.7 to 1.9 times here"
    )
    assert speedup.told(3.0, 2.0, [], []) == (
        "Speed, not judged: 3.0 s of work took 2.0 s, 1.5 times as fast as one core"
    )


@pytest.mark.parametrize(
    ("machines", "busy"),
    [
        ([0.9, 1.2], "The machine was busy: grade again"),
        ([], "The machine was busy: grade again"),
        ([1.7, 1.7], "The machine was busy, though two plain processes get 1.7 times here: grade again"),
    ],
)
def test_a_busy_machine_is_no_measure_of_the_code(machines: list[float], busy: str) -> None:
    said = speedup.told(1.8, 9.3, [], machines)
    assert said == f"Speed, not judged: 1.8 s of work took 9.3 s. {busy} to see a speed-up"


def test_of_many_workers_the_first_are_drawn_and_the_others_counted() -> None:
    told = speedup.told(3.0, 2.0, ["#"] * (speedup.MAX_LANES + 3), []).splitlines()
    assert told[speedup.MAX_LANES] == f"  worker {speedup.MAX_LANES}  #"
    assert told[speedup.MAX_LANES + 1] == "  and 3 more"
