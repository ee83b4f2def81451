from __future__ import annotations

import gc
import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from graders import __main__, commands, doctor, judges
from graders.arguments import USAGE
from graders.bench import boot
from graders.catalogue import ROOT


@pytest.fixture(autouse=True)
def thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_a_command_gets_its_arguments_and_gives_its_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    got: list[list[str]] = []

    def main(argv: list[str]) -> int:
        got.append(argv)
        return 3

    monkeypatch.setattr(doctor, "main", main)
    monkeypatch.setattr(sys, "argv", ["graders", "doctor", "--now", "x"])
    assert __main__.main() == 3
    assert got == [["--now", "x"]]


@pytest.mark.parametrize("argv", [[], ["greade"]])
def test_an_unknown_command_names_the_known_ones(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(argv) == USAGE
    assert (
        "there are: grade, hint, reset, doctor, github, report, grade_class, handout, bundle, verify, attacks, bench"
        in capsys.readouterr().err
    )


def test_every_command_is_there() -> None:
    assert all(callable(importlib.import_module(module).main) for module in commands.COMMANDS.values())


def test_an_interruption_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(argv: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "main", interrupted)
    assert __main__.main() == __main__.INTERRUPTED
    assert capsys.readouterr().err == "\ninterrupted\n"


@pytest.mark.parametrize(("argv", "code"), [(["nonsense"], 2), (["grade", "nosuchthing"], 2), (["hint", "--help"], 0)])
def test_the_program_leaves_with_the_code_and_no_traceback(argv: list[str], code: int) -> None:
    done = subprocess.run([sys.executable, "-m", "graders", *argv], capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stdout if code == 0 else len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", sorted(commands.JUDGING))
def test_the_interpreter_of_the_workers_starts_before_a_judging_command_loads(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr(boot, "ahead", lambda count: told.append(count))

    def load(module: str) -> ModuleType:
        told.append(module)
        return doctor

    monkeypatch.setattr(importlib, "import_module", load)
    monkeypatch.setattr(doctor, "main", lambda argv: 0)
    assert commands.main([name]) == 0
    assert told == [judges.cores(), commands.COMMANDS[name]]


def test_output_that_nobody_reads_ends_a_command_without_a_word() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "graders", "attacks", "--list"]
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run(command, cwd=ROOT, stdout=closed, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (__main__.UNREAD, "")
