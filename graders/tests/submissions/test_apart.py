from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from graders.submissions import apart as module
from graders.submissions.apart import CPU_SECONDS, Ended, apart
from graders.tests.submissions import errands

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGXCPU"), reason="processes end by signals here")

WAYS = ["forked", "fresh"] if sys.platform == "linux" else ["fresh"]

FRESH = module._fresh


@pytest.fixture(params=WAYS, autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """By a fork, and by a fresh interpreter as on other systems."""
    monkeypatch.setattr(
        module, "_forked" if request.param == "fresh" else "_fresh", getattr(module, f"_{request.param}")
    )
    return str(request.param)


def test_a_function_is_called_in_another_process() -> None:
    *texts, pid = apart(errands.joined, "a", "b\u2028\0")
    assert texts == ["a", "b\u2028\0"]
    assert int(pid) != os.getpid()


def test_an_exception_is_ours() -> None:
    with pytest.raises(RuntimeError, match=r"^LookupError: for nothing$"):
        apart(errands.breaks, "for nothing")


def test_a_crash_is_named() -> None:
    with pytest.raises(Ended, match=r"^crashes Python \(signal 11, SIGSEGV\)$"):
        apart(errands.crashes)


def test_an_end_of_its_own_without_an_answer_is_ours() -> None:
    with pytest.raises(RuntimeError, match=r"left with exit status 3$"):
        apart(errands.leaves)


def test_too_much_cpu_is_named() -> None:
    with pytest.raises(Ended, match=rf"^takes Python more than {CPU_SECONDS} s of CPU$"):
        apart(errands.computes)


@pytest.mark.skipif(sys.platform != "linux", reason="the room is known from /proc")
def test_memory_is_limited() -> None:
    with pytest.raises(Ended, match=r"^takes Python more than 1,024 MiB of memory$"):
        apart(errands.hoards)


def test_what_it_says_is_not_shown(capfd: pytest.CaptureFixture[str], way: str) -> None:
    if way == "forked":
        assert apart(errands.says) == 3
    else:  # there standard output has the answer
        with pytest.raises(ValueError, match="Expecting value"):
            apart(errands.says)
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform != "linux", reason="open files are read from /proc")
def test_it_holds_none_of_our_files_open(tmp_path: Path) -> None:
    with open(tmp_path / "ours", "w") as file:
        os.set_inheritable(file.fileno(), True)
        assert str(tmp_path / "ours") not in apart(errands.open_files)


@pytest.mark.skipif(sys.platform != "linux", reason="only a fork is a child that we reap ourselves")
def test_ctrl_c_ends_it(way: str) -> None:
    others = {child.pid for child in psutil.Process().children()}
    if way == "forked":
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            with pytest.raises(KeyboardInterrupt):
                apart(errands.interrupts)
        finally:
            signal.signal(signal.SIGINT, before)
    assert {child.pid for child in psutil.Process().children()} <= others


def test_a_fresh_interpreter_that_never_ends_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*arguments: object, **named: object) -> None:
        raise subprocess.TimeoutExpired("python", 60)

    monkeypatch.setattr(subprocess, "run", late)
    with pytest.raises(Ended, match=r"^takes Python more than 60 s$"):
        FRESH(errands.leaves, ())


def test_a_crash_on_windows_is_named() -> None:
    with pytest.raises(Ended, match=r"^crashes Python \(exit status 0xc00000fd\)$"):
        module._checked(b"", 0xC00000FD, "")


def test_what_a_fresh_interpreter_last_said_is_told() -> None:
    with pytest.raises(RuntimeError, match=r"left with exit status 1 ImportError: no such thing$"):
        module._checked(b"", 1, "Traceback\nImportError: no such thing\n")
