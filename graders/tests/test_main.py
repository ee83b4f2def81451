from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest

from graders import __main__, doctor
from graders.arguments import Usage


@pytest.fixture(autouse=True)
def thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_a_command_gets_its_arguments_and_gives_its_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    got: list[list[str]] = []
    monkeypatch.setattr(doctor, "main", lambda argv: got.append(argv) or 3)
    assert __main__.main(["doctor", "--now", "x"]) == 3
    assert got == [["--now", "x"]]


@pytest.mark.parametrize("argv", [[], ["greade"]])
def test_an_unknown_command_names_the_known_ones(argv: list[str]) -> None:
    with pytest.raises(Usage, match="there are: grade, verify, hint, reset, doctor, bench"):
        __main__.main(argv)


def test_every_command_is_there() -> None:
    import importlib

    assert all(callable(importlib.import_module(module).main) for module in __main__.COMMANDS.values())


@pytest.mark.parametrize(("argv", "code"), [(["nonsense"], 2), (["grade", "nosuchthing"], 2), (["hint", "--help"], 0)])
def test_the_program_leaves_with_the_code_and_no_traceback(argv: list[str], code: int) -> None:
    done = subprocess.run([sys.executable, "-m", "graders", *argv], capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert "Traceback" not in done.stdout + done.stderr
    assert len((done.stdout if code == 0 else done.stderr).splitlines()) >= 1
