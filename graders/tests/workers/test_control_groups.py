"""Limits of control groups, of either version, by files as the kernel has them."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest

from graders.judge import pool
from graders.workers import allowance, control_groups
from graders.workers.allowance import Watch

V1 = "9:pids:/job\n4:memory:/a/job\n1:cpu,cpuacct:/job\n0::/"
V2 = "0::/user/job"


class Groups:
    """Control groups in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def of(self, lines: str, **files: str) -> None:
        """Our own groups, and files: folders and dots are double underscores and underscores."""
        (self.folder / "self").mkdir(exist_ok=True)
        (self.folder / "self" / "cgroup").write_text(lines)
        for name, text in files.items():
            path = self.folder / "groups" / name.replace("__", "/")
            path = path.with_name(path.name.replace("_", ".", 1))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)


@pytest.fixture
def groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Groups:
    monkeypatch.setattr(control_groups, "PROC", tmp_path)
    monkeypatch.setattr(allowance, "PROC", tmp_path)
    monkeypatch.setattr(control_groups, "TOP", tmp_path / "groups")
    (tmp_path / "meminfo").write_text("MemTotal:       2097152 kB\n")
    return Groups(tmp_path)


@pytest.mark.parametrize(
    ("lines", "files", "cores"),
    [
        (V2, {"user__job__cpu_max": "50000 100000\n"}, 0.5),
        (V2, {"user__job__cpu_max": "max 100000\n", "user__cpu_max": "150000 100000\n"}, 1.5),
        (V2, {"user__job__cpu_max": "max 100000\n"}, None),
        (V1, {"cpu,cpuacct__job__cpu_cfs_quota_us": "50000\n", "cpu,cpuacct__job__cpu_cfs_period_us": "100000\n"}, 0.5),
        (V1, {"cpu__cpu_cfs_quota_us": "-1\n", "cpu__cpu_cfs_period_us": "100000\n"}, None),
        ("0::/../of/the/host", {"cpu_max": "200000 100000\n"}, 2.0),
        ("", {}, None),
    ],
)
def test_a_quota_is_told(groups: Groups, lines: str, files: dict[str, str], cores: float | None) -> None:
    groups.of(lines, **files)
    assert control_groups.cores() == cores


@pytest.mark.skipif(sys.platform != "linux", reason="judges are forked on Linux only")
@pytest.mark.parametrize(("quota", "judges"), [("50000", 1), ("150000", 1), ("300000", 3), ("900000", 8), ("max", 8)])
def test_judges_go_by_the_quota_then_by_cores(
    groups: Groups, monkeypatch: pytest.MonkeyPatch, quota: str, judges: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: set(range(8)))
    groups.of(V2, user__job__cpu_max=f"{quota} 100000")
    assert pool.cores() == judges


def test_memory_and_processes_have_the_least_limit_of_all_groups(groups: Groups) -> None:
    groups.of(V2, user__job__memory_max="max", user__memory_max="536870912", user__job__pids_max="14")
    assert (control_groups.memory_bytes(), control_groups.processes()) == (512 << 20, 14)
    assert allowance.memory_bytes() == 512 << 20
    groups.of(V1, memory__a__job__memory_limit_in_bytes="9223372036854771712", pids__job__pids_max="max")
    assert (control_groups.memory_bytes(), control_groups.processes()) == (None, None)
    assert allowance.memory_bytes() == 2 << 30


def test_without_a_kernel_that_tells_nothing_is_known(groups: Groups) -> None:
    (groups.folder / "meminfo").unlink()
    assert allowance.memory_bytes() is None
    assert (control_groups.killed(), control_groups.not_started()) == (0, 0)


# What was missing while a test ran


@pytest.mark.parametrize(
    ("lines", "memory", "events", "field"),
    [
        (V2, {"user__job__memory_max": "268435456"}, "user__job__memory_events", "low 0\noom 9\noom_kill {}\n"),
        (
            V1,
            {"memory__a__job__memory_limit_in_bytes": "268435456"},
            "memory__a__job__memory_oom_control",
            "oom_kill_disable 0\nunder_oom 0\noom_kill {}\n",
        ),
    ],
)
def test_a_process_that_the_kernel_ended_is_told_from_a_crash(
    groups: Groups, lines: str, memory: dict[str, str], events: str, field: str
) -> None:
    groups.of(lines, **memory, **{events: field.format(3)})
    watch = Watch()
    assert watch.missed("crashed (signal 9, SIGKILL)", ()) == ""
    groups.of(lines, **{events: field.format(4)})
    said = "this machine ran out of memory meanwhile: its processes may have 256 MiB together"
    assert watch.missed("crashed (signal 9, SIGKILL)", ()) == said
    assert watch.missed("you gave [3], expected [4]", ()) == ""


def test_a_process_that_could_not_be_started_is_named(groups: Groups, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    groups.of(V2, user__job__pids_max="200", user__job__pids_events="max 7\n")
    watch = Watch()
    failed = "raised RuntimeError: can't start new thread at hits.py:3"
    assert watch.missed(failed, ("threads",)) == ""
    groups.of(V2, user__job__pids_events="max 8\n")
    assert watch.missed(failed, ("threads",)) == "this machine lets 200 processes and threads run at once, no more"
    groups.of(V2, user__job__pids_max="14", user__job__pids_events="max 8\n")
    assert Watch().missed("killed the process that looks after it", ()).startswith("this machine lets 14 processes")


def test_a_user_s_own_limit_counts_unless_it_is_root_s(groups: Groups, monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    groups.of(V2)
    monkeypatch.setattr(resource, "getrlimit", lambda which: (30, 30))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert allowance.process_limit() == 30
    assert Watch().missed("BlockingIOError: Resource temporarily unavailable", ()).startswith("this machine lets 30 ")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert allowance.process_limit() is None


@pytest.mark.parametrize(
    ("free", "said"),
    [
        (None, "this machine has no shared memory: /dev/shm cannot be used"),
        (65536, "this machine has too little shared memory, 64 KiB free in /dev/shm"),
        (1 << 30, ""),
    ],
)
def test_shared_memory_that_is_missing_is_named(
    groups: Groups, monkeypatch: pytest.MonkeyPatch, free: int | None, said: str
) -> None:
    groups.of(V2)
    monkeypatch.setattr(allowance, "shared_bytes", lambda: free)
    assert Watch().missed("crashed (signal 7, SIGBUS)", ("processes",)) == said
    assert Watch().missed("raised OSError: [Errno 30] Read-only file system", ("processes",)) == said
    assert Watch().missed("crashed (signal 7, SIGBUS)", ("threads",)) == ""


def test_a_full_disk_is_named(groups: Groups, monkeypatch: pytest.MonkeyPatch) -> None:
    groups.of(V2)
    monkeypatch.setattr(allowance, "free_bytes", lambda folder: 4096)
    monkeypatch.setattr(tempfile, "gettempdir", lambda: "/scratch")
    told = Watch().missed("raised OSError: [Errno 28] No space left on device", ("files",))
    assert told == "the disk of /scratch is full, 4 KiB are left"
    monkeypatch.setattr(allowance, "free_bytes", lambda folder: None)
    assert Watch().missed("raised OSError: [Errno 28] No space left on device", ("files",)) == ""


def test_this_machine_has_something(tmp_path: Path) -> None:
    assert (allowance.free_bytes(tmp_path) or 0) > 0
    assert allowance.free_bytes("/nowhere/at/all") is None
