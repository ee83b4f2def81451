"""A unit of work and the judge's end of its connection, which is played here."""

from __future__ import annotations

import os
import socket
import sys
import threading
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graders.workers import peers
from graders.workers.inside import unit

run: Any = unit.unit


class Judge(threading.Thread):
    """Answers as it is told to, and notes what was said."""

    def __init__(self, folder: Path, *answers: bytes) -> None:
        super().__init__(daemon=True)
        self._listener = peers.listen(folder)
        self._listener.settimeout(20)
        self._answers = list(answers)
        self.said: list[list[str]] = []
        self.start()

    def run(self) -> None:
        with self._listener, self._listener.accept()[0] as connection:
            connection.settimeout(20)
            for line in connection.makefile():
                self.said.append(line.rstrip("\n").split("\t"))
                if self.said[-1][0] == "did":
                    continue
                if not self._answers:
                    break
                connection.sendall(self._answers.pop(0))

    def heard(self) -> list[list[str]]:
        """All that was said, once whoever spoke has hung up."""
        for line in list(unit._lines.values()):
            line.close()
        self.join(20)
        assert not self.is_alive()
        return self.said


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(unit, "FOLDER", str(tmp_path))
    monkeypatch.setattr(unit, "_lines", {})
    work(lambda item: item * 2, monkeypatch)
    yield tmp_path
    for line in unit._lines.values():
        line.close()


def work(function: Any, monkeypatch: pytest.MonkeyPatch, **more: Any) -> None:
    probes = types.ModuleType("probes")
    probes.__dict__.update(work=function, **more)
    monkeypatch.setitem(sys.modules, "probes", probes)


ME = [str(os.getpid()), str(threading.get_native_id()), "0"]


def test_a_unit_waits_for_the_judge_and_shows_what_it_did(folder: Path) -> None:
    judge = Judge(folder, unit.WAIT, unit.DONE, unit.WAIT, unit.DONE)
    assert [run(21), run("a")] == [42, "aa"]
    assert judge.heard() == [["begin", *ME], ["end", "21", "42"], ["begin", *ME], ["end", "'a'", "'aa'"]]


def test_who_need_not_wait_says_only_what_it_did(folder: Path) -> None:
    judge = Judge(folder, unit.FREE)
    assert [run(1), run(2)] == [2, 4]
    assert judge.heard() == [["begin", *ME], ["did", "1", "2"], ["did", "2", "4"]]


def test_a_unit_that_fails_ends_with_nothing_to_show(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work(lambda item: 1 // item, monkeypatch)
    judge = Judge(folder, unit.WAIT, unit.DONE)
    with pytest.raises(ZeroDivisionError):
        run(0)
    assert judge.heard()[1:] == [["end"]]


def test_a_unit_within_a_unit_is_part_of_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work(lambda item: run(item - 1) + 1 if item else 0, monkeypatch)
    judge = Judge(folder, unit.WAIT, unit.DONE)
    assert run(3) == 3
    assert judge.heard()[1:] == [["end", "3", "3"]]


def test_a_test_says_what_stands_for_a_unit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work(lambda view, lo, hi: None, monkeypatch, shows=lambda view, lo, hi, result: (hi, lo, result))
    judge = Judge(folder, unit.FREE)
    run(b"", 3, 4)
    assert judge.heard()[1:] == [["did", "4", "3", "None"]]


def test_several_arguments_are_one_item(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work(lambda *args: len(args), monkeypatch)
    judge = Judge(folder, unit.FREE)
    run(1, "b")
    assert judge.heard()[1:] == [["did", "(1, 'b')", "2"]]


def test_without_a_judge_nobody_waits() -> None:
    assert run(4) == 8


def test_a_judge_that_is_done_is_waited_for_by_nobody(folder: Path) -> None:
    judge = Judge(folder)
    assert run(4) == 8
    judge.join(20)
    assert run(5) == 10


def test_the_next_judge_is_noticed(folder: Path) -> None:
    first = Judge(folder, unit.FREE)
    assert run(1) == 2
    first.heard()
    second = Judge(folder, unit.FREE)
    assert run(2) == 4
    assert second.heard() == [["begin", *ME], ["did", "2", "4"]]


def test_a_judge_that_hung_up_meanwhile_is_noticed(folder: Path) -> None:
    ours, theirs = socket.socketpair()
    line = unit.Line()
    line._connection, line._free = theirs, True
    ours.close()
    judge = Judge(folder, unit.FREE)
    unit._lines[os.getpid(), threading.get_native_id()] = line
    assert run(2) == 4
    assert judge.heard() == [["begin", *ME], ["did", "2", "4"]]


def test_a_broken_connection_is_given_up() -> None:
    for line in (unit.Line(), unit.Line()):
        line._connection = socket.socket()
        assert line._ask("begin") == b""
        assert line._connection is None
    line._connection = socket.socket()
    line._notice_the_end()
    assert line._connection is None


def test_who_sends_and_breaks_off_gets_no_answer() -> None:
    ours, theirs = socket.socketpair()
    line = unit.Line()
    line._connection = theirs
    theirs.settimeout(0)
    assert line._ask("begin") == b""
    ours.close()


def test_a_child_speaks_over_a_connection_of_its_own(folder: Path) -> None:
    ours, theirs = socket.socketpair()
    parents = unit.Line()
    parents._connection = theirs
    unit._lines[os.getpid() + 1, threading.get_native_id()] = parents
    assert run(2) == 4
    assert ours.recv(1) == b""
    assert set(unit._lines) == {(os.getpid(), threading.get_native_id())}
    ours.close()


def test_each_thread_has_its_own(folder: Path) -> None:
    run(1)
    thread = threading.Thread(target=run, args=(2,))
    thread.start()
    thread.join()
    assert len(unit._lines) == 2


class Broken:
    def __repr__(self) -> str:
        raise ValueError


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12, "12"),
        ([1, "a\tb"], "[1, 'a\\tb']"),
        ("\n", "'\\n'"),
        (Broken(), "a Broken"),
    ],
)
def test_a_value_is_one_field(value: object, text: str) -> None:
    assert unit.spelled(value) == text


class Odd:
    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


@pytest.mark.parametrize("value", [b"a", bytearray(b"a"), "x" * 300, Odd("a\tb"), Odd("\ud800")])
def test_what_is_long_or_no_text_is_hashed(value: object) -> None:
    found = unit.spelled(value)
    assert len(found) <= 74
    assert found.isprintable()
    assert found == unit.spelled(value)


def test_alike_is_what_is_equal() -> None:
    assert unit.spelled(b"a") != unit.spelled(bytearray(b"a")) != unit.spelled(b"b")


def test_a_long_way_to_the_socket_is_shortened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / ("x" * 120)
    deep.mkdir()
    monkeypatch.setattr(unit, "FOLDER", str(deep))
    judge = Judge(deep, unit.FREE)
    assert run(1) == 2
    assert judge.heard()[1:] == [["did", "1", "2"]]


def test_where_there_are_no_such_sockets_a_port_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(socket, "AF_UNIX")
    monkeypatch.setattr(sys, "platform", "win32")
    judge = Judge(folder, unit.FREE)
    assert run(1) == 2
    assert judge.heard()[1:] == [["did", "1", "2"]]
    assert not peers.known()


def test_an_interpreter_with_a_lock_of_its_own_has_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    told = types.ModuleType("_interpreters")
    config = types.SimpleNamespace(gil="own")
    told.__dict__.update(get_current=lambda: (3, 0), get_config=lambda number: config)
    monkeypatch.setitem(sys.modules, "_interpreters", told)
    assert unit.interpreter() == 3
    config.gil = "shared"
    assert unit.interpreter() == 0
