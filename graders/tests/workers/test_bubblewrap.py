from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graders.tests.repositories import Repository
from graders.workers import bubblewrap

works = pytest.mark.skipif(sys.platform != "linux" or bool(bubblewrap.refusal()), reason="no bubblewrap here")


def pairs(command: list[str], option: str) -> list[str]:
    """What is bound by an option, each on its own path."""
    found = [command[place + 1 : place + 3] for place, word in enumerate(command) if word == option]
    assert all(source == target for source, target in found)
    return [source for source, _ in found]


def test_only_the_interpreter_the_system_and_the_scratch_folders_are_shown(tmp_path: Path) -> None:
    command = bubblewrap.prefix(str(tmp_path))
    assert (command[0], command[-1]) == ("bwrap", "--")
    assert pairs(command, "--bind") == [str(tmp_path)]
    shown = pairs(command, "--ro-bind")
    assert {sys.base_prefix, sys.prefix, str(Path(sys.executable).resolve().parent)} <= set(shown)
    assert all(map(os.path.exists, shown))
    assert not {"/", "/home", "/root", "/etc", "/tmp", "/var", "/dev", "/dev/shm", str(Path.home())} & set(shown)


def test_what_is_not_there_is_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bubblewrap, "_SHOWN", ("/usr", str(tmp_path / "gone")))
    assert str(tmp_path / "gone") not in bubblewrap.prefix(str(tmp_path))


def test_network_and_shared_memory_are_separate_and_process_ids_are_not(tmp_path: Path) -> None:
    command = bubblewrap.prefix(str(tmp_path))
    assert {"--unshare-user", "--unshare-net", "--unshare-ipc", "--die-with-parent"} <= set(command)
    assert "--unshare-pid" not in command
    assert "--share-net" not in command


def test_without_bubblewrap_the_refusal_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert bubblewrap.refusal() == "bubblewrap is not installed (apt install bubblewrap)"


def test_a_bubblewrap_that_does_not_work_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, "", "No permissions to create a new namespace\n" + "x" * 999)

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", run)
    said = bubblewrap.refusal()
    assert said.startswith("bubblewrap does not work here: No permissions to create a new namespace")
    assert len(said) < 240


@works
def test_a_strong_run_judges_as_another(repository: Repository) -> None:
    repository.exercise()
    assert repository.pytest("--solutions", "--strong") == 0
    assert repository.pytest("--decoy", "reads_all_first", "--strong") == 1


@works
def test_a_strong_worker_sees_neither_home_nor_the_judges_folders(repository: Repository) -> None:
    """Without the lock-in of the kernel, which would refuse it already."""
    secret = repository.write("secret", "42")
    stub = (
        "import os\n\n\ndef running_total(readings):\n"
        f"    seen = [os.path.exists(path) for path in ({str(secret)!r}, {str(Path.home())!r} + '/.bashrc')]\n"
        "    return iter(seen + os.listdir('/dev/shm') + [os.path.exists('/usr')])\n"
    )
    tests = (
        "from running_total import running_total\n\n\n"
        "def test_it():\n    assert list(running_total([])) == [False, False, True]\n"
    )
    repository.exercise(stub=stub, tests=tests)
    assert repository.pytest("--strong", "--without", "landlock") == 0
