from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graders.workers import control_groups, machine, processes
from graders.workers.machine import Machine, Reading

pytestmark = pytest.mark.skipif(not processes.watched(), reason="no /proc here")

BURN = "import time\nwhile time.process_time() < {}: pass"


def told(monkeypatch: pytest.MonkeyPatch, begun: Reading, now: Reading) -> Machine:
    readings = iter([begun, now])
    monkeypatch.setattr(Machine, "_read", lambda self: next(readings))
    return Machine(0, 1)


def test_what_others_had_is_what_was_busy_without_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, Reading(100, 5, 10), Reading(130, 5, 22)).taken() == 18


def test_a_quota_counts_as_others(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, Reading(100, 5, 10), Reading(103, 25, 13)).taken() == 20


def test_nobody_takes_less_than_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, Reading(100, 5, 10), Reading(103, 5, 14)).taken() == 0


def test_waits_of_the_judge_are_those_since_the_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, Reading(judge_waited=3), Reading(judge_waited=5)).judge_waited() == 2


def test_what_a_worker_and_its_children_burn_is_our_own() -> None:
    worker = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BURN.format(0.3)!r}])\ninput()",
        ],
        stdin=subprocess.PIPE,
    )
    try:
        seen, end = Machine(0, worker.pid), time.monotonic() + 60
        while seen._read().own - seen._begun.own < 0.3:
            assert time.monotonic() < end
            time.sleep(0.01)
    finally:
        worker.kill()
        worker.wait()


def test_this_machine_tells() -> None:
    before = machine.busy()
    end = time.process_time() + 0.1
    while time.process_time() < end:
        pass
    assert machine.busy() > before > 0
    assert machine.judge_waited() >= 0


def test_of_no_kernel_nothing_is_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(machine, "PROC", tmp_path)
    assert (machine.busy(), machine.judge_waited()) == (0, 0)
    monkeypatch.setattr(processes, "watched", lambda: False)
    assert Machine(0, os.getpid()).taken() == 0


@pytest.mark.parametrize(
    ("group", "folder", "text", "seconds"),
    [
        ("4:memory:/a\n1:cpu,cpuacct:/job\n0::/", "cpu,cpuacct/job", "nr_periods 3\nthrottled_time 2500000000\n", 2.5),
        ("1:cpu:/of/the/host", "cpu", "throttled_time 500000000\n", 0.5),
        ("0::/job", "job", "usage_usec 9\nthrottled_usec 1500000\n", 1.5),
        ("0::/", "", "usage_usec 9\n", 0.0),
        ("", "", "throttled_usec 7\n", 0.0),
    ],
)
def test_a_quota_is_told_by_either_version_of_control_groups(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, group: str, folder: str, text: str, seconds: float
) -> None:
    (tmp_path / "self").mkdir()
    (tmp_path / "self" / "cgroup").write_text(group)
    (tmp_path / "groups" / folder).mkdir(parents=True)
    (tmp_path / "groups" / folder / "cpu.stat").write_text(text)
    monkeypatch.setattr(control_groups, "PROC", tmp_path)
    monkeypatch.setattr(control_groups, "TOP", tmp_path / "groups")
    machine._cpu_stat.cache_clear()
    try:
        assert machine.throttled() == seconds
    finally:
        machine._cpu_stat.cache_clear()
