from __future__ import annotations

import gc
import importlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from types import ModuleType, SimpleNamespace

import pytest

from graders import __main__, commands
from graders.commands import doctor
from graders.judge import pool
from graders.model import faults, streams
from graders.model.errors import INTERRUPTED, USAGE
from graders.model.exercises import ROOT
from graders.model.streams import Kept
from graders.workers import boot


def breaks() -> None:
    raise LookupError("on purpose")


def breaks_a_pipe(argv: list[str]) -> int:
    raise BrokenPipeError(32, "Broken pipe")


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
    assert f"there are: {', '.join(commands.COMMANDS)}\n" in capsys.readouterr().err


def test_every_command_is_there() -> None:
    assert all(callable(importlib.import_module(module).main) for module in commands.COMMANDS.values())


def test_an_interruption_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(argv: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "main", interrupted)
    assert __main__.main() == INTERRUPTED
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
    monkeypatch.setattr(boot, "prestart", lambda count: told.append(count))

    def load(module: str) -> ModuleType:
        told.append(module)
        return doctor

    monkeypatch.setattr(importlib, "import_module", load)
    monkeypatch.setattr(doctor, "main", lambda argv: 0)
    assert commands.main([name]) == 0
    assert told == [pool.cores(), commands.COMMANDS[name]]


@pytest.mark.parametrize(
    ("left", "code", "said"),
    [(None, 0, ""), (3, 3, ""), ("ten exercises exited 1", 4, "fault of the grader: SystemExit: ten exercises")],
)
def test_a_command_that_leaves_by_itself_leaves_with_its_code(
    left: object, code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "main", lambda argv: sys.exit(left))  # type: ignore[arg-type]
    assert __main__.main() == code
    assert capsys.readouterr().err.startswith(said)


@pytest.mark.parametrize("error", [RecursionError("deep"), MemoryError(), LookupError("x"), OSError(5, "no")])
def test_whatever_escapes_a_command_is_a_fault_in_one_line(
    error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(argv: list[str]) -> int:
        raise error

    monkeypatch.setattr(commands, "main", broken)
    assert __main__.main() == faults.FAULT
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"fault of the grader: {type(error).__name__}")


BREAKING = {
    "atexit.register(lambda: 1 / 0)\n    return 0": "fault of the grader: ZeroDivisionError: division by zero (at ",
    "raise BrokenPipeError(32, 'Broken pipe')": "fault of the grader: BrokenPipeError: [Errno 32] Broken pipe (at ",
    "import nothing_of_it": "fault of the grader: ModuleNotFoundError: No module named 'nothing_of_it' (at ",
}
"""What a command does, and the line that it leaves with."""


@pytest.mark.parametrize("does", BREAKING)
def test_a_fault_at_any_moment_is_the_exit_code_4_and_a_line(does: str) -> None:
    program = (
        "import atexit\nfrom graders import __main__, commands\n"
        f"def main(argv):\n    {does}\ncommands.main = main\n__main__.run()"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (4, "")
    assert line.startswith(BREAKING[does])


def test_an_object_that_breaks_as_it_goes_is_no_fault_of_a_command() -> None:
    program = (
        "from graders import __main__, commands\nimport atexit\n"
        "class Breaks:\n    def __del__(self): raise ValueError\n"
        "kept = [Breaks()]\natexit.register(kept.clear)\n"
        "commands.main = lambda argv: 3\n__main__.run()"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (3, "")


def test_what_grades_needs_docstrings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands.sys, "flags", SimpleNamespace(optimize=2))  # type: ignore[attr-defined]
    with pytest.raises(faults.Unable, match="unset PYTHONOPTIMIZE"):
        commands.main(["grade"])


def test_what_grades_needs_room_for_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*channels: int) -> None:
        raise OSError(24, "a process may have 64 open files here")

    monkeypatch.setattr(boot, "make_room", none)
    with pytest.raises(faults.Unable, match="64 open files"):
        commands.main(["bench"])


class Left(Exception):
    """Stands for the end of the process."""


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
    """What waits for the end of the process; the end itself raises ``Left`` with its code."""

    def leaves(code: int) -> None:
        raise Left(code)

    waiting: list[Callable[[], object]] = []

    def ended() -> None:
        for each in waiting:
            try:
                each()
            except Exception as error:
                message = "Exception ignored in atexit callback" if each is not collected else "Exception ignored in"
                sys.unraisablehook(SimpleNamespace(exc_value=error, err_msg=message))

    monkeypatch.setattr(__main__, "os", SimpleNamespace(_exit=leaves))
    monkeypatch.setattr(__main__, "signal", SimpleNamespace(signal=lambda *_: None, SIGINT=2, SIG_IGN=1))
    monkeypatch.setattr(__main__, "atexit", SimpleNamespace(_run_exitfuncs=ended))
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    return waiting


def collected() -> None:
    raise ValueError


@pytest.mark.parametrize(
    ("code", "failure", "then", "said"),
    [
        (0, "", 0, ""),
        (1, "it is closed", 4, "not all could be shown: standard output cannot be written (it is closed); send it to"),
        (130, "it is closed", 130, ""),
        (141, "it is closed", 141, ""),
    ],
)
def test_what_could_not_be_shown_is_known_at_the_end(
    code: int, failure: str, then: int, said: str, left: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    out = Kept(None)
    out.failure = failure
    with pytest.raises(Left) as caught:
        __main__.leave(code, out)
    assert caught.value.args == (then,)
    assert capsys.readouterr().err.startswith(said)


@pytest.mark.parametrize(("does", "then"), [(breaks, 4), (collected, 0)])
def test_a_fault_at_the_very_end_counts(
    does: Callable[[], object], then: int, left: list[Callable[[], object]], capsys: pytest.CaptureFixture[str]
) -> None:
    left.append(does)
    with pytest.raises(Left) as caught:
        __main__.leave(0, Kept(None))
    assert caught.value.args == (then,)
    assert bool(capsys.readouterr().err) is bool(then)


@pytest.mark.parametrize(("unread", "then"), [(True, 141), (False, 4)])
def test_a_pipe_that_breaks_is_ours_unless_it_is_the_output(
    unread: bool, then: int, left: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    out, err = Kept(None), Kept(None)
    out.unread = unread
    monkeypatch.setattr(streams, "hold", lambda: (out, err))
    monkeypatch.setattr(commands, "main", breaks_a_pipe)
    with pytest.raises(Left) as caught:
        __main__.run()
    assert caught.value.args == (then,)


def test_output_that_breaks_at_the_very_end_is_unread(left: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(flush=lambda: breaks_a_pipe([])))
    with pytest.raises(Left) as caught:
        __main__.leave(0, Kept(None))
    assert caught.value.args == (141,)


def test_output_that_nobody_reads_ends_a_command_without_a_word() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "graders", "attacks", "--list"]
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run(command, cwd=ROOT, stdout=closed, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (__main__.UNREAD, "")
