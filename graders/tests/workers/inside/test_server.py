from __future__ import annotations

import gc
import json
import os
import socket
import struct
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from graders.tests.workers.conftest import InThread, Learn
from graders.workers.inside import referrers, services
from graders.workers.inside import server as inside
from graders.workers.inside.lanes import Closed
from graders.workers.inside.objects import Proxy
from graders.workers.inside.server import Server, Socket
from graders.workers.learner import LearnerModule


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def spoken(channel: socket.socket) -> Socket:
    made = Socket()
    made.connect(channel)
    return made


def frame(body: bytes) -> bytes:
    return struct.pack("!I", len(body)) + body


def test_a_frame_is_its_length_and_its_body(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    spoken(theirs).send(b"[1]")
    assert ours.recv(100) == b"\0\0\0\3[1]"


def test_a_frame_is_put_together_from_its_pieces(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    data = frame(json.dumps(["x" * 300_000]).encode())
    pieces = [data[:3], data[3:90_001], data[90_001:]]
    sender = threading.Thread(target=lambda: list(map(ours.sendall, pieces)))
    sender.start()
    assert spoken(theirs).receive() == ["x" * 300_000]
    sender.join()


@pytest.mark.parametrize("sent", [b"", b"\0\0", b"\0\0\0\5[1"])
def test_a_channel_that_ends_early_is_closed(sent: bytes, ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    ours.sendall(sent)
    ours.close()
    with pytest.raises(Closed):
        spoken(theirs).receive()


def test_a_channel_that_ends_while_it_is_waited_for_is_closed(
    ends: tuple[socket.socket, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = ends
    monkeypatch.setattr(inside, "SPIN_SECONDS", 0)
    ours.close()
    with pytest.raises(Closed):
        spoken(theirs).receive()


def test_a_socket_without_a_way_to_look_waits(
    ends: tuple[socket.socket, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = ends
    monkeypatch.delattr(socket, "MSG_DONTWAIT", raising=False)
    ours.sendall(frame(b"[1]"))
    assert spoken(theirs).receive() == [1]


def test_a_closed_end_sends_nothing_more(ends: tuple[socket.socket, socket.socket]) -> None:
    end = spoken(ends[1])
    ends[1].close()
    with pytest.raises(OSError, match="Bad file descriptor"):
        end.send(b"[1]")


def test_a_runtime_ends_with_its_judge(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    ours.close()
    Server().run(theirs)


def test_a_runtime_that_cannot_answer_ends(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    server = Server()
    ours.sendall(frame(b'[0,"do",["a","@threads",null],[],[]]'))
    ours.close()
    server.run(theirs)


def test_what_the_judge_closes_while_a_call_waits_ends_the_call(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    server = Server()
    server.learner.__dict__["f"] = lambda call: call()
    ours.sendall(
        frame(b'[0,"do",["a","__call__",["g","f"],["l",[["o",1,0]]],["d",[]]],[[0,"function",["__call__"]]],[]]')
    )
    ours.shutdown(socket.SHUT_WR)
    server.run(theirs)
    theirs.close()
    assert json.loads(ours.recv(1000)[4:])[:3] == [0, "do", ["__call__", 1, [], {}]]
    assert ours.recv(1000) == b""


def test_a_child_process_is_told_that_it_cannot_call_the_test(
    ends: tuple[socket.socket, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = ends
    server = Server()
    ours.close()
    server.run(theirs)
    monkeypatch.setattr(os, "getpid", lambda: -1)
    with pytest.raises(RuntimeError, match="not in its child processes"):
        server.ask("__call__", Proxy(1, server), (), {})


def test_output_streams_that_the_learner_broke_do_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    kind, (token, _) = Server().serve(["a", "@threads", None])
    assert (kind, token) == ("ok", "a")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def f(): return len", "builtin_function_or_method"),
        ("def f(): return lambda: 1", "function"),
        ("class f: pass", "f"),
        ("import os\ndef f(): return os", "module"),
    ],
)
def test_what_is_no_plain_data_is_known_by_its_kind(source: str, expected: str, threaded: Learn) -> None:
    assert type(threaded(source).f()).__name__ == expected


def test_a_name_of_the_learner_s_module_is_found_after_the_fork_server_froze() -> None:
    """What was there before a freeze is not looked at: the module must come later."""
    server = Server()
    gc.freeze()
    try:
        services.load(server, "kata", "class Tile: pass\nkept = Tile()", "", False)
        assert "the name 'kept' of the module" in referrers.referrers(server.learner.kept)
    finally:
        gc.unfreeze()
        del sys.modules["kata"]


def test_probes_and_the_learner_s_names_can_be_handed_over(threaded: Learn) -> None:
    kata = threaded("def twice(f, n): return f(f(n))\ndef inc(n): return n + 1")
    assert kata.twice(kata.inc, 1) == 3
    assert kata.twice(f=kata.inc, n=1) == 3


def test_threads_of_async_calls_are_made_once(threaded: Learn, in_thread: InThread) -> None:
    threaded("def f(): pass").f()
    server = in_thread.servers[0]
    assert server.waiters is server.waiters
    server.waiters.shutdown()


def test_a_request_for_what_the_worker_does_not_hold_is_an_error(threaded: Learn) -> None:
    from graders.workers import execution

    threaded("def f(): pass")
    worker = execution.current().worker
    with pytest.raises(KeyError):
        worker.answer(worker._order(["__len__", ["r", 99], ["l", []], ["d", []]]))
    with pytest.raises(KeyError):
        worker.answer(worker._order(["__len__", ["?", 99], ["l", []], ["d", []]]))


def test_a_learner_s_stop_iteration_keeps_its_value(threaded: Learn) -> None:
    threaded("def f():\n    got = yield 1\n    return [got]")
    walking: Any = LearnerModule("kata").f()
    assert next(walking) == 1
    with pytest.raises(StopIteration) as caught:
        walking.send("end")
    assert caught.value.value == ["end"]


REACHING = """
import sys

frames = []
frame = sys._getframe()
while frame is not None:
    frames.append(frame)
    frame = frame.f_back
loading = next(frame.f_locals["server"] for frame in frames if hasattr(frame.f_locals.get("server"), "exports"))


def missing():
    frame, below = sys._getframe(), []
    while frame is not None:
        below.append(frame)
        frame = frame.f_back
    serving = next(frame.f_locals["self"] for frame in below if hasattr(frame.f_locals.get("self"), "_services"))
    performing = next(frame for frame in below if frame.f_code.co_name == "_perform")
    module = {name: sys.modules[f"inside.{name}"] for name in "errors meters objects proxies services wire".split()}
    wanted = [
        (serving, "ask post news trace kinds imports exports _send _services"),
        (serving._send.__self__, "_channel"),
        (serving.kinds, "unsent"),
        (serving.exports, "give get release"),
        (serving.trace, "enter leave stop _note _base _peak"),
        (module["errors"], "describe _text _frames"),
        (module["meters"], "Trace Census"),
        (module["meters"].Census, "count stop"),
        (module["objects"], "Exports"),
        (module["proxies"], "DUNDERS"),
        (module["services"], "drain _skip explain_stop threads"),
        (module["wire"], "dumps"),
    ]
    lost = [name for target, names in wanted for name in names.split() if not hasattr(target, name)]
    return [lost, loading is serving, "lent" in performing.f_back.f_locals, type(serving).__name__]
"""


def test_what_attacks_go_for_bears_the_names_by_which_they_go(forked: Learn) -> None:
    """An attack that no longer finds its target holds for a defence that nobody tried."""
    assert forked(REACHING).missing() == [[], True, True, "Server"]
