from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from graders.authors import load
from graders.model.errors import Usage
from graders.workers import processes


def test_hogs_burn_while_the_block_lasts() -> None:
    before = set(processes.tree(os.getpid()))
    with load.hogs(2):
        hogs = set(processes.tree(os.getpid())) - before
        assert len(hogs) == 2
    assert not any(map(psutil.pid_exists, hogs))


@pytest.mark.parametrize("version", [1, 2])
def test_a_quota_holds_this_process_and_all_below_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: int
) -> None:
    top = tmp_path / "cpu" if version == 1 else tmp_path
    top.mkdir(exist_ok=True)
    (top / "cgroup.procs").write_text("")
    moved: list[tuple[str, str]] = []
    written = Path.write_text

    def write(path: Path, text: str) -> int:
        if path.name == "cgroup.procs":
            moved.append((path.parent.name, text))
            written(path, "")
        return written(path, text) if path.name != "cgroup.procs" else 0

    monkeypatch.setattr(load, "TOP", tmp_path)
    monkeypatch.setattr(Path, "write_text", write)
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        with load.quota(30):
            (group,) = (each for each in top.iterdir() if each.name.startswith("katas-"))
            settings = {each.name: each.read_text() for each in group.iterdir()}
    finally:
        child.kill()
        child.wait()
    of_version = {1: {"cpu.cfs_period_us": "100000", "cpu.cfs_quota_us": "30000"}, 2: {"cpu.max": "30000 100000"}}
    assert settings == of_version[version] | {"cgroup.procs": ""}
    mine = {f"{os.getpid()}", f"{child.pid}"}
    assert {pid for name, pid in moved if name == group.name} >= mine
    assert {pid for name, pid in moved if name == top.name} >= mine


def test_without_a_quota_nothing_is_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(load, "TOP", tmp_path)
    with load.quota(0):
        assert list(tmp_path.iterdir()) == []


def test_where_no_group_can_be_made_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(load, "TOP", tmp_path / "nowhere")
    with pytest.raises(Usage, match="no control group for a quota can be made here"), load.quota(30):
        pass
