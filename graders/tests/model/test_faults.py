from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from graders.model import exercises, faults
from graders.model.faults import FAULT, TRACEBACK, Unable, line, told


def raised(error: BaseException) -> BaseException:
    try:
        raise error
    except BaseException as caught:
        return caught


def by_us() -> BaseException:
    try:
        exercises.select([object()], [])  # type: ignore[list-item]
    except Exception as caught:
        return caught
    raise AssertionError


class Nameless(Exception):
    def __str__(self) -> str:
        raise ValueError


def test_it_says_what_where_and_what_next() -> None:
    error = raised(LookupError("no  such\nthing"))
    assert error.__traceback__ is not None
    place = f"graders/tests/model/test_faults.py:{error.__traceback__.tb_lineno}"
    assert line(error) == (
        f"fault of the grader: LookupError: no such thing (at {place}); "
        f"run it again; if it stays, {TRACEBACK}=1 shows all of it, for a report"
    )


def test_the_place_is_the_innermost_of_our_own() -> None:
    error = by_us()
    assert "(at graders/model/exercises.py:" in line(error)


def test_a_place_that_is_not_ours_is_better_than_none() -> None:
    assert "(at /elsewhere.py:1)" in line(raised_elsewhere())
    assert "(at nowhere:0)" in line(ValueError())


def raised_elsewhere() -> BaseException:
    names: dict[str, object] = {}
    exec(compile("def f(): 1 / 0", "/elsewhere.py", "exec"), names)
    with pytest.raises(ZeroDivisionError) as caught:
        names["f"]()  # type: ignore[operator]
    return caught.value.with_traceback(caught.tb.tb_next)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "fault of the grader: MemoryError (at "),
        (Nameless(), "fault of the grader: Nameless (at "),
        (ValueError("\x1b[2J"), r"ValueError: \x1b[2J (at"),
        (ValueError("x" * 999), f"ValueError: {'x' * 300}... (at"),
        (OSError(errno.EMFILE, "Too many open files"), " open files here (ulimit -n), allow more"),
        (OSError(errno.ENOSPC, "No space left on device"), "; make room on that disk, or name another one by TMPDIR"),
        (MemoryError(), "; the machine has too little memory left, or the limit on it (ulimit -v) is too low"),
    ],
)
def test_each_is_one_line_that_fits(error: BaseException, said: str) -> None:
    assert said in line(raised(error))
    assert "\n" not in line(raised(error))


@pytest.mark.skipif(os.name != "posix", reason="there are no such limits here")
def test_the_limit_on_open_files_is_told_with_its_number() -> None:
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert f"a process may have {soft} open files here" in line(OSError(errno.EMFILE, "Too many open files"))


def test_where_there_are_no_limits_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    assert "a process may have no more open files here" in line(OSError(errno.EMFILE, "Too many open files"))


def test_what_a_machine_lacks_is_said_as_it_is() -> None:
    assert line(Unable("allow more: ulimit -n 260")) == "fault of the grader: allow more: ulimit -n 260"


@pytest.mark.parametrize("asked", [False, True])
def test_the_traceback_is_for_those_who_ask(
    asked: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(TRACEBACK, "1" if asked else "")
    assert told(raised(ValueError("x"))) == FAULT
    *more, last = capsys.readouterr().err.splitlines()
    assert last.startswith("fault of the grader: ValueError: x (at ")
    assert bool(more) is asked
    assert faults.FAULT == 4


def test_half_of_a_merge_is_found_by_its_line(tmp_path: Path) -> None:
    whole, half = tmp_path / "whole.py", tmp_path / "half.py"
    whole.write_text("text = '<<<<<<< HEAD'\n", encoding="utf-8")
    half.write_text("x = 1\n<<<<<<< HEAD\nx = 2\n=======\n>>>>>>> theirs\n", encoding="utf-8")
    assert faults.half_of_a_merge([whole, tmp_path, tmp_path / "nowhere"]) == ""
    said = faults.half_of_a_merge([whole, half])
    assert said.endswith("half.py:2 holds half of a merge: finish it, or git merge --abort")


def test_a_fault_of_a_tree_in_half_of_a_merge_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "half_of_a_merge", lambda files: f"{len(list(files)) > 100} a.py:2 holds half")
    assert line(ValueError("odd")).endswith("; True a.py:2 holds half")
