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


def test_the_parts_of_a_run() -> None:
    together = [unit(1, 0, 3, 3.0), unit(2, 0, 3, 3.0)]
    assert speedup.parts(together) == pytest.approx([2, 2, 2])
    one_left = [unit(1, 0, 3, 3.0), unit(2, 0, 1, 1.0)]
    assert speedup.parts(one_left) == pytest.approx([2, 1, 1])
    waiting_at_first = [unit(1, 0, 2, 1.0), unit(2, 1, 3, 2.0)]
    assert speedup.parts(waiting_at_first) == pytest.approx([0.5, 1.5, 1])


@pytest.mark.parametrize(
    "units", [[], [unit(1, 2, 2, 1.0)], [unit(1, 0, float("inf"), 1.0)], [unit(1, 0, float("nan"), 1.0)]]
)
def test_a_run_without_a_length_has_no_parts(units: list[Unit]) -> None:
    assert speedup.parts(units) == []


def test_a_forged_unit_that_ends_before_it_begins_counts_for_nothing() -> None:
    assert speedup.parts([unit(1, 0, 3, 3.0), unit(2, 2, 1, 9.0)]) == pytest.approx([1, 1, 1])


def test_the_words() -> None:
    assert speedup.told(3.0, 2.0, [1.4, 1.8, 1.6], [1.9, 1.7]) == (
        "Speed, not judged: 3.0 s of work took 2.0 s, 1.5 times as fast as one core, 1.4 to 1.8 times along the way; "
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
    said = speedup.told(1.8, 9.3, [0.2, 0.2, 0.2], machines)
    assert said == f"Speed, not judged: 1.8 s of work took 9.3 s. {busy} to see a speed-up"
