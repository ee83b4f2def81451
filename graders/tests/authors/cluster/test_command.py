from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from graders.authors.classes import command as classes
from graders.authors.cluster import command
from graders.model.errors import Usage


@pytest.fixture
def became(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The program that takes the place of this one."""
    program: list[str] = []

    def become(words: list[str]) -> int:
        program.extend(words)
        return 0

    monkeypatch.setattr("os.execv", lambda path, words: become(words))
    monkeypatch.setattr("subprocess.call", become)
    return program


@pytest.fixture
def certificates(tmp_path: Path) -> Path:
    folder = tmp_path / "certificates"
    assert command.main(["certificates", str(folder)]) == 0
    return folder


def test_without_certificates_a_scheduler_is_this_machines(became: list[str]) -> None:
    assert command.main(["scheduler"]) == 0
    assert became[1:3] == ["-m", "dask"]
    assert became[3:] == [
        *("scheduler", "--host", "tcp://127.0.0.1:8786"),
        *("--dashboard-address", "127.0.0.1:8787"),
    ]


def test_with_certificates_it_is_for_all_who_have_them(
    capsys: pytest.CaptureFixture[str], became: list[str], certificates: Path
) -> None:
    assert "copy the folder to every host" in capsys.readouterr().out
    command.main(["scheduler", "--certificates", str(certificates), "--port", "9", "--scheduler-file", "s.json"])
    words = " ".join(became)
    assert "--host tls://0.0.0.0:9" in words
    assert "--scheduler-file s.json" in words
    assert f"--tls-ca-file {certificates}/dask.pem --tls-cert {certificates}/dask.pem" in words
    assert f"--tls-key {certificates}/dask.key" in words


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_a_worker_does_one_task_at_a_time(
    became: list[str], certificates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    file = tmp_path / "scheduler.json"
    file.write_text(json.dumps({"address": "tls://lab-1:8786"}))
    monkeypatch.setattr("sys.platform", platform)
    command.main(["worker", str(file), "--workers", "3", "--certificates", str(certificates)])
    words = " ".join(became)
    assert "worker tls://lab-1:8786 --nworkers 3 --nthreads 1 --no-dashboard --tls-ca-file" in words


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["scheduler", "--host", "10.0.0.5"], "whoever reaches it can run code"),
        (["worker", "tcp://10.0.0.5:8786"], "whoever reaches it can run code"),
        (["worker", "tls://10.0.0.5:8786"], "name the folder of its certificates"),
        (["worker", "nowhere.json"], "neither an address"),
        (["worker", "tcp://127.0.0.1:8786", "--workers", "0"], "--workers takes a whole number from 1"),
        ([], "arguments are required: PART"),
        (["dance"], "invalid choice"),
    ],
)
def test_what_cannot_be_followed_is_one_line(became: list[str], words: list[str], why: str) -> None:
    with pytest.raises(Usage, match=why):
        command.main(words)
    assert became == []


def test_without_dask_the_sessions_are_named_that_install_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(Usage, match="Dask is not installed here; nox -s cluster installs it"):
        command.main(["scheduler"])
    with pytest.raises(Usage, match="Dask is not installed here; nox -s grade_class installs it"):
        classes.main([str(tmp_path), "--workers", "2"])


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--workers", "2", "--scheduler", "tcp://127.0.0.1:8786"], "exclude each other"),
        (["--certificates", "x"], "go with --scheduler"),
        (["--unlocked", "lab-1"], "go with --scheduler"),
        (["--scheduler", "tcp://10.0.0.5:8786"], "whoever reaches it"),
    ],
)
def test_a_class_is_not_graded_by_half_of_a_cluster(tmp_path: Path, words: list[str], why: str) -> None:
    with pytest.raises(Usage, match=why):
        classes.main([str(tmp_path), *words])
