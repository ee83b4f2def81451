"""Where units report, with callers who do as they like; who they are has tests in test_peers.py."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.bounds import reception
from graders.bounds.reception import Caller, Reception
from graders.workers.inside import unit


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Reception]:
    made = Reception(tmp_path)
    yield made
    made.close()


@pytest.fixture
def call(tmp_path: Path) -> Iterator[list[socket.socket]]:
    """Connections, made by ``connect``."""
    made: list[socket.socket] = []
    yield made
    for each in made:
        each.close()


def connect(folder: Path, calls: list[socket.socket], *says: bytes) -> socket.socket:
    calls.append(socket.socket(socket.AF_UNIX))
    calls[-1].settimeout(20)
    calls[-1].connect(str(folder / unit.SOCKET))
    for each in says:
        calls[-1].sendall(each)
    return calls[-1]


def heard(desk: Reception, rounds: int = 4) -> list[list[str]]:
    return [lines for _ in range(rounds) for _, lines in desk.listen(0)]


def test_lines_come_whole_and_in_order(desk: Reception, tmp_path: Path, call: list[socket.socket]) -> None:
    caller = connect(tmp_path, call, b"one\ntwo\nthr")
    assert heard(desk) == [["one", "two"]]
    caller.sendall(b"ee\n")
    assert heard(desk) == [["three"]]


def test_an_answer_reaches_who_asked(desk: Reception, tmp_path: Path, call: list[socket.socket]) -> None:
    first, second = connect(tmp_path, call, b"a\n"), connect(tmp_path, call, b"b\n")
    for caller, lines in [each for _ in range(4) for each in desk.listen(0)]:
        caller.answer(lines[0].encode())
    assert (first.recv(1), second.recv(1)) == (b"a", b"b")


def test_an_answer_is_not_waited_for(desk: Reception, tmp_path: Path, call: list[socket.socket]) -> None:
    connect(tmp_path, call, b"a\n")
    ((caller, _),) = [each for _ in range(4) for each in desk.listen(0)]
    for _ in range(100):
        caller.answer(b"x" * 10_000)


def test_who_hangs_up_is_told_of_once(desk: Reception, tmp_path: Path, call: list[socket.socket]) -> None:
    connect(tmp_path, call, b"a\nb").close()
    assert heard(desk) == [["a"], []]


@pytest.mark.parametrize("says", [b"x" * 1_025, b"x" * 5_000 + b"\n", b"\xff\n"])
def test_who_says_what_is_no_line_is_hung_up_on(
    desk: Reception, tmp_path: Path, call: list[socket.socket], says: bytes
) -> None:
    caller = connect(tmp_path, call, says)
    assert heard(desk) == [[]]
    assert caller.recv(1) == b""


def test_more_than_can_be_open_are_not_taken(
    desk: Reception, tmp_path: Path, call: list[socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reception, "MAX_OPEN_CALLERS", 1)
    connect(tmp_path, call, b"a\n")
    assert heard(desk) == [["a"]]
    second = connect(tmp_path, call)
    assert heard(desk) == []
    assert second.recv(1) == b""
    assert not desk.overrun


@pytest.mark.parametrize(
    ("limit", "says", "calls"),
    [("MAX_CALLERS", b"", 3), ("MAX_LINES", b"a\nb\nc\n", 1), ("MAX_BYTES", b"abc\n", 1)],
)
def test_more_than_anybody_has_to_say_ends_it_for_all(
    tmp_path: Path, call: list[socket.socket], monkeypatch: pytest.MonkeyPatch, limit: str, says: bytes, calls: int
) -> None:
    monkeypatch.setattr(reception, limit, 2)
    desk = Reception(tmp_path)
    for _ in range(calls):
        connect(tmp_path, call, says)
    heard(desk)
    assert desk.overrun
    assert [each.recv(1) for each in call] == [b""] * calls
    with pytest.raises(OSError, match="refused"):
        connect(tmp_path, call)
    assert heard(desk) == []


def test_to_close_twice_is_no_error(desk: Reception) -> None:
    desk.close()
    desk.close()


def test_a_caller_that_is_gone_before_it_is_taken_is_no_error(
    desk: Reception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(tmp_path, []).close()

    class Gone:
        def accept(self) -> None:
            raise ConnectionAbortedError

    listener, gone = desk._listener, Gone()
    monkeypatch.setattr(desk, "_listener", gone)
    desk._accept()
    monkeypatch.setattr(desk, "_listener", listener)
    assert not desk.overrun


def test_nothing_to_read_is_nothing_said(desk: Reception, tmp_path: Path, call: list[socket.socket]) -> None:
    connect(tmp_path, call, b"a\n")
    ((caller, _),) = [each for _ in range(4) for each in desk.listen(0)]
    assert list(desk._hear(caller)) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks")
def test_no_other_process_may_write(desk: Reception, tmp_path: Path, call: list[socket.socket]) -> None:
    caller = connect(tmp_path, call, b"a\n")
    assert heard(desk) == [["a"]]
    pid = os.fork()
    if not pid:
        caller.sendall(b"b\n")
        os._exit(0)
    os.waitpid(pid, 0)
    assert heard(desk) == [[]]


def test_a_thread_that_listens_is_woken(desk: Reception, tmp_path: Path, call: list[socket.socket]) -> None:
    said: list[tuple[Caller, list[str]]] = []
    listening = threading.Thread(target=lambda: said.extend(each for _ in range(2) for each in desk.listen(20)))
    listening.start()
    connect(tmp_path, call, b"a\n")
    listening.join(20)
    assert [lines for _, lines in said] == [["a"]]
