from __future__ import annotations

import importlib.util
import os
import sys
import sysconfig

import pytest

from graders.commands import doctor
from graders.model import interpreter, speed
from graders.model.errors import Usage
from graders.workers import allowance, boot, control_groups, memory_reading, processes
from graders.workers.inside import confine, landlock


def found(subject: str) -> str:
    return dict(doctor.findings())[subject]


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.psutil, "cpu_percent", lambda interval: 37.4)  # type: ignore[attr-defined]


def test_every_subject_has_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.main([]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 21
    assert all(line.startswith("  ") and len(line[2:20].strip()) > 2 and line[21:] for line in lines)
    assert f"  {'load':<18} 37% of the cores busy now" in lines


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(24, "Too many open files"), "cannot be told: Too many open files"),
        (ValueError("odd"), "cannot be told: ValueError: odd (at graders/"),
    ],
)
def test_what_cannot_be_told_says_why_and_costs_no_other_line(
    error: Exception, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks() -> str:
        raise error

    monkeypatch.setitem(doctor.LOOKS, "load", breaks)
    assert found("load").startswith(said)
    assert len(list(doctor.findings())) == 21


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        (memory_reading.Reader(), "counted by the worker itself: its memory cannot be read exactly here"),
        (memory_reading.Reader(True), "counted from outside, in the worker's memory; runs of the collector by the"),
        (memory_reading.Reader(True, 8), "counted from outside, in the worker's memory"),
    ],
)
def test_how_lives_are_counted_is_said(
    reader: memory_reading.Reader, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_reading, "reader", lambda spawner: reader)
    assert doctor._lives().startswith(said)


def test_it_takes_no_arguments() -> None:
    with pytest.raises(Usage):
        doctor.main(["now"])


@pytest.mark.parametrize(
    ("slowness", "begin", "end"),
    [
        (1.0, "as fast as the reference machine (CPython 3.11.7 ", "): limits of CPU time are as stated"),
        (2.3, "2.3 times as slow as the reference machine (CPython ", "): limits of CPU time are 2.3 times as long"),
    ],
)
def test_the_machines_speed_is_told(monkeypatch: pytest.MonkeyPatch, slowness: float, begin: str, end: str) -> None:
    monkeypatch.setattr(speed, "slowness", lambda: slowness)
    assert found("speed").startswith(begin)
    assert found("speed").endswith(end)


def test_workers_are_timed() -> None:
    assert found("workers").startswith("forked ahead, handed over in ")


def test_without_fork_a_worker_is_an_interpreter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boot, "can_fork", lambda: False)
    assert found("workers") == "a fresh interpreter for each test: there is no fork here"
    assert found("isolation").startswith("separate interpreter")


@pytest.mark.parametrize(("cores", "words"), [({0}, "1: speed-ups cannot be shown"), ({0, 1, 2}, "3")])
def test_one_core_shows_no_speed_up(monkeypatch: pytest.MonkeyPatch, cores: set[int], words: str) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: cores, raising=False)
    assert doctor._cores().startswith(words)


def test_cores_are_counted_without_affinity(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 6)
    assert doctor._cores() == "6"


@pytest.mark.parametrize(("free", "words"), [(1, "free-threaded"), (0, "take turns"), (None, "take turns")])
def test_the_build_is_told(monkeypatch: pytest.MonkeyPatch, free: int | None, words: str) -> None:
    monkeypatch.setattr(sysconfig, "get_config_var", lambda name: free)
    assert words in interpreter.kind()
    assert interpreter.name() == f"CPython {sys.version_info[0]}.{sys.version_info[1]}, {interpreter.kind()}"


def test_what_cannot_be_watched_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "/proc" in doctor._watching()
    monkeypatch.setattr(processes, "watched", lambda: False)
    assert doctor._watching().startswith("not watched")


def test_what_cannot_be_measured_from_outside_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "VmHWM" in doctor._outside()
    monkeypatch.setattr(processes, "reset_peak", lambda pid: False)
    assert doctor._outside() == "none: ceilings rest on tracemalloc alone"


@pytest.mark.parametrize(("there", "words"), [(object(), "memray"), (None, "tracemalloc snapshots")])
def test_the_explainer_is_named(monkeypatch: pytest.MonkeyPatch, there: object, words: str) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: there)
    assert doctor._explaining().startswith(words)


@pytest.mark.parametrize(
    ("version", "words"),
    [
        (0, "open to the learner's code (no Landlock here): grade only code that you trust"),
        (5, "by Landlock version 5; signals between processes of an exercise are refused"),
        (6, "the standard library and a scratch folder, by Landlock version 6"),
    ],
)
def test_what_files_are_open_is_told(monkeypatch: pytest.MonkeyPatch, version: int, words: str) -> None:
    monkeypatch.setattr(landlock, "version", lambda: version)
    assert doctor._files().endswith(words)


def test_what_calls_are_open_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confine, "available", lambda: ["seccomp"])
    assert doctor._calls().startswith("those of plain Python, by seccomp: no network")
    monkeypatch.setattr(confine, "available", lambda: ["landlock"])
    assert doctor._calls().startswith("all (no seccomp here): network and other processes are open")


@pytest.mark.parametrize(
    ("name", "value", "subject", "said"),
    [
        ("process_limit", None, "processes at once", "no limit"),
        ("process_limit", 4096, "processes at once", "enough: 4096 at once, threads included"),
        (
            "process_limit",
            14,
            "processes at once",
            "14 at once, threads included, 128 are always enough: what cannot be",
        ),
        ("memory_bytes", None, "memory", "not known"),
        ("memory_bytes", 2 << 30, "memory", "2,048 MiB"),
        ("memory_bytes", 256 << 20, "memory", "256 MiB, 512 are enough: what is ended is a fault"),
        ("free_bytes", None, "disk", "nothing can be told in "),
        ("free_bytes", 3 << 20, "disk", "3 MiB free in "),
        ("free_bytes", 9 << 30, "disk", "9,216 MiB free in "),
    ],
)
def test_each_limit_is_shown_with_what_it_means(
    name: str, value: int | None, subject: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allowance, name, lambda *_: value)
    assert found(subject).startswith(said)


@pytest.mark.skipif(sys.platform != "linux", reason="shared memory is a folder on Linux")
@pytest.mark.parametrize(
    ("free", "said"),
    [
        (None, "none: /dev/shm cannot be used; exercises that share memory between processes can be a fault"),
        (65536, "64 KiB free in /dev/shm; exercises that share memory between processes can be a fault (docker run"),
        (1 << 30, "1,024 MiB free in /dev/shm"),
    ],
)
def test_room_for_shared_memory_is_shown(free: int | None, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowance, "shared_bytes", lambda: free)
    assert found("shared memory").startswith(said)


def test_a_quota_is_shown_beside_the_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control_groups, "cores", lambda: 0.5)
    assert ", of which a quota leaves 0.5: 1 judge: speed-ups cannot be shown" in found("cores")


def test_open_files_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found("open files").startswith("enough: ")
    monkeypatch.setattr(boot, "resource", None)
    assert found("open files") == "enough: as many as the system has allowed"
