"""A worker that breaks the protocol: the judge's end must end the test as the worker's doing, never as a fault."""

from __future__ import annotations

import json
import os
import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graders.model.report import Crashed, Failed, Fault, Frame, Todo
from graders.workers.channel import Output
from graders.workers.handles import LearnerError
from graders.workers.spawners import Spawned
from graders.workers.worker import MAX_CLASSES, Worker


class Forger:
    """A worker's end in the hands of a test."""

    def __init__(self) -> None:
        ours, self.channel = socket.socketpair()
        self.channel.settimeout(20)
        heard, said = socket.socketpair()
        said.close()
        spawned = Spawned(0, ours, Output(heard), Path())
        self.worker = Worker(spawned, self.tick, Frame, lambda error: Crashed(str(error)))
        self.patience = 1000
        self.answers: list[Any] = []
        """What is sent as soon as the judge has asked, with the token of its question."""
        post = self.worker.post

        def asked(lane: int, kind: str, payload: Any) -> None:
            post(lane, kind, payload)
            while kind == "do" and self.answers:
                answer_kind, answer, options = self.answers.pop(0)
                self._write(answer_kind, [payload[0], answer], **options)

        self.worker.post = asked  # type: ignore[method-assign]

    def tick(self) -> None:
        self.patience -= 1
        assert self.patience > 0, "nothing more comes"

    def send(self, kind: str, payload: Any, **options: Any) -> None:
        """Send a request, or the answer to the question that comes next."""
        if kind == "do":
            self._write(kind, payload, **options)
        else:
            self.answers.append((kind, payload, options))

    def _write(self, kind: str, payload: Any, *, lane: int = 0, kinds: Any = (), dead: Any = ()) -> None:
        body = json.dumps([lane, kind, payload, kinds, dead]).encode()
        self.channel.sendall(struct.pack("!I", len(body)) + body)

    def read(self) -> Any:
        (length,) = struct.unpack("!I", self.channel.recv(4, socket.MSG_WAITALL))
        return json.loads(self.channel.recv(length, socket.MSG_WAITALL))

    def ask(self, *args: Any) -> Any:
        return self.worker.ask("__call__", ("g", "f"), args)


@pytest.fixture
def forger() -> Iterator[Forger]:
    forger = Forger()
    yield forger
    forger.worker.close()
    forger.channel.close()


@pytest.mark.parametrize(
    "payload",
    [
        None,
        5,
        [],
        [None],
        [None, None],
        [None, [], []],
        [None, [1]],
        [None, [[0]]],
        [None, [[0, 5]]],
        [None, [[9, ["l", []]]]],
        [None, [["a", ["l", []]]]],
        [None, [[0, ["?"]]]],
        [["K"], []],
        [["K", 9], []],
        [["K", "a"], []],
        [["K", None], []],
        [["?"], []],
        [[], []],
        [{}, []],
        [["l"], []],
        [["r"], []],
        [["r", 99], []],
        [["r", [1]], []],
        [["r", 1, 2], []],
        [["T"], []],
        [["T", 5], []],
        [["e"], []],
        [["e", 5], []],
        [["e", {"names": "ValueError", "text": ""}], []],
        [["e", {"names": [], "text": "", "ref": 99}], []],
        [["o"], []],
        [["o", 1], []],
        [["o", 1, 99], []],
        [["o", [], 0], []],
        [["o", 1, 0, 0], []],
        [["x", 1, 0], []],
        [["L", 0, ["l", []]], []],
        [["g", "f"], []],
        [["c", ["i", "0x1" + "0" * 400], 1], []],
        [["S", [["l", []]]], []],
        [["d", [["d", []], 1]], []],
    ],
    ids=repr,
)
def test_an_answer_that_is_none_ends_the_test(payload: Any, forger: Forger) -> None:
    forger.send("ok", payload)
    with pytest.raises(Crashed, match="sent a malformed reply"):
        forger.ask([1])


@pytest.mark.parametrize(
    "payload",
    [
        None,
        [],
        {},
        {"names": [1], "text": ""},
        {"names": ["ValueError"]},
        {"names": ["ValueError"], "text": 5},
        {"names": ["ValueError"], "text": "", "frames": [["a.py", "1", "f"]]},
        {"names": ["ValueError"], "text": "", "ref": "1"},
        {"names": ["ValueError"], "text": "", "ref": 99},
        {"names": ["ValueError"], "text": "", "ref": -1},
        {"names": ["StopIteration"], "text": "", "value": ["?"]},
    ],
    ids=repr,
)
def test_an_error_that_is_none_ends_the_test(payload: Any, forger: Forger) -> None:
    forger.send("err", payload)
    with pytest.raises(Crashed, match="sent a malformed reply"):
        forger.ask()


@pytest.mark.parametrize(
    "names",
    [
        [],
        ["no name"],
        ["x" * 10_000],
        ["BaseExceptionGroup"],
        ["KeyboardInterrupt"],
        ["Failed", "GeneratorExit"],
        ["type"],
        ["LearnerError", "LearnerError"],
    ],
    ids=lambda names: repr(names)[:40],
)
def test_no_names_of_classes_do_harm(names: list[str], forger: Forger) -> None:
    forger.send("err", {"names": names, "text": "\x1b[2Jwhy", "frames": [["\x1b.py", -(1 << 60), "\x1b"]]})
    with pytest.raises(LearnerError) as caught:
        forger.ask()
    assert not isinstance(caught.value, (KeyboardInterrupt, GeneratorExit, SystemExit))
    assert len(type(caught.value).__name__) <= 80
    assert "\x1b" not in caught.value.named
    assert "\x1b" not in caught.value.frames[0].file + caught.value.frames[0].function


@pytest.mark.parametrize(
    ("names", "verdict"),
    [(["Odd", "NotImplementedError"], Todo), (["Odd", "SystemExit"], Crashed), (["Missing"], Failed)],
)
def test_special_errors_end_the_test_with_printable_words(names: list[str], verdict: Any, forger: Forger) -> None:
    forger.send("err", {"names": names, "text": "\x1b[2J"})
    with pytest.raises(verdict) as caught:
        forger.ask()
    assert "\x1b" not in caught.value.message


@pytest.mark.parametrize(
    "request_",
    [
        None,
        [],
        ["__call__"],
        ["__call__", "1", [], {}],
        [1, 1, [], {}],
        ["__call__", 1, {}, {}],
        ["__call__", 1, [], []],
        ["__call__", 1, [], {}, 1],
    ],
    ids=repr,
)
def test_a_request_that_is_none_ends_the_test(request_: Any, forger: Forger) -> None:
    forger.send("do", request_)
    with pytest.raises(Crashed, match="asked for what cannot be asked"):
        forger.ask(lambda: None)


@pytest.mark.parametrize("number", [0, 2, -1, 99])
def test_a_request_for_what_was_not_given_ends_the_test(number: int, forger: Forger) -> None:
    forger.send("do", ["__call__", number, [], {}])
    with pytest.raises(Crashed, match="asked for an object that it was not given"):
        forger.ask(lambda: None)


def test_a_request_with_arguments_that_are_none_ends_the_test(forger: Forger) -> None:
    forger.send("do", ["__call__", 1, [["?"]], {}])
    with pytest.raises(Crashed, match="sent a malformed reply"):
        forger.ask(lambda value: None)


@pytest.mark.parametrize(
    ("verb", "args"),
    [
        ("getattr", ["__globals__"]),
        ("getattr", ["__class__"]),
        ("getattr", []),
        ("__getattribute__", ["__globals__"]),
        ("__setattr__", ["a", 1]),
        ("__reduce__", []),
        ("chunk", []),
        ("exit", [None]),
        ("", []),
    ],
)
def test_what_is_not_granted_is_an_attribute_error_there(verb: str, args: list[Any], forger: Forger) -> None:
    forger.send("do", [verb, 1, args, {}])
    forger.send("ok", [7, []])
    assert forger.ask(lambda: None) == 7
    assert forger.read()[2][1] == "__call__"
    lane, kind, described, *_ = forger.read()
    assert (lane, kind, described["names"]) == (0, "err", ["AttributeError"])


@pytest.mark.parametrize("payload", [None, 5, [], ["", [1, []]], [None, [1, []]], [1, []], ["0" * 16, [1, []]]])
@pytest.mark.parametrize("kind", ["ok", "err"])
def test_an_answer_to_another_question_ends_the_test(kind: str, payload: Any, forger: Forger) -> None:
    """Sent before the question is: nobody knows its token yet."""
    forger._write(kind, payload)
    with pytest.raises(Crashed, match="answered what nobody asked"):
        forger.ask()


def test_an_answer_cannot_be_given_twice(forger: Forger) -> None:
    post, tokens = forger.worker.post, list[str]()

    def told(lane: int, kind: str, payload: Any) -> None:
        tokens.append(payload[0])
        post(lane, kind, payload)
        forger._write("ok", [tokens[0], [1, []]])

    forger.worker.post = told  # type: ignore[method-assign]
    assert forger.ask() == 1
    with pytest.raises(Crashed, match="answered what nobody asked"):
        forger.ask()


@pytest.mark.parametrize(
    ("lent", "form"),
    [([1], ["d", []]), ([1], ["R", 0, 9, 1]), ({}, ["l", []]), (set(), ["l", [1]]), (bytearray(), ["b", ""])],
    ids=repr,
)
def test_a_lent_value_becomes_nothing_else(lent: Any, form: Any, forger: Forger) -> None:
    before = lent.copy()
    forger.send("ok", [None, [[0, form]]])
    with pytest.raises(Crashed, match="sent a malformed reply"):
        forger.ask(lent)
    assert lent == before


def test_classes_without_end_end_the_test(forger: Forger) -> None:
    kinds = [[number, "Box", []] for number in range(MAX_CLASSES + 1)]
    forger.send("ok", [None, []], kinds=kinds)
    with pytest.raises(Crashed, match="described more than 200 classes"):
        forger.ask()


def test_an_answer_in_a_lane_that_nobody_waits_in_ends_the_test(forger: Forger) -> None:
    forger.send("ok", [None, []], lane=7)
    with pytest.raises(Crashed, match="answered what nobody asked"):
        forger.ask()
    assert forger.worker.serving == 0


def test_two_requests_in_one_lane_do_no_harm(forger: Forger) -> None:
    forger.send("do", ["__call__", 1, [], {}], lane=7)
    forger.send("do", ["__call__", 1, [], {}], lane=7)
    forger.send("ok", [3, []])
    assert forger.ask(lambda: 5) == 3


def test_kinds_with_names_and_methods_that_are_none_do_no_harm(forger: Forger) -> None:
    kinds = [[0, "a\0b", ["__del__", "__getattribute__", "__len__"]], [0, "x" * 10_000, []], [1, "", ["__class__"]]]
    forger.send("ok", [["o", 5, 0], []], kinds=kinds)
    handle = forger.ask()
    assert type(handle).__name__ == "x" * 80
    with pytest.raises(TypeError):
        len(handle)


def test_releasing_what_was_not_given_does_no_harm(forger: Forger) -> None:
    forger.send("ok", [1, []], dead=[[99, 1], [1, -5], [-1, 1 << 60]])
    assert forger.ask(lambda: None) == 1


def test_an_object_that_was_released_is_gone(forger: Forger) -> None:
    forger.send("do", ["__call__", 1, [], {}], dead=[[1, 1]])
    with pytest.raises(Crashed, match="asked for an object that it was not given"):
        forger.ask(lambda: None)


def test_an_exception_of_the_test_is_given_back_only_as_itself(forger: Forger) -> None:
    mine, call = ValueError("mine"), object()
    forger.send("err", {"names": ["KeyError"], "text": "", "ref": 2})
    with pytest.raises(LearnerError) as caught:
        forger.ask(mine, call)
    assert type(caught.value).__name__ == "KeyError"
    forger.send("err", {"names": ["KeyError"], "text": "", "ref": 1})
    with pytest.raises(ValueError, match="mine") as again:
        forger.ask()
    assert again.value is mine


def test_whatever_a_thread_of_the_learner_causes_reaches_the_test(forger: Forger) -> None:
    def hand_over() -> object:
        return os

    forger.send("do", ["__call__", 1, [], {}], lane=7)
    with pytest.raises(Fault, match="a test hands module"):
        forger.ask(hand_over)


def test_calls_are_let_in_while_the_test_waits_by_other_means(forger: Forger) -> None:
    forger.send("ok", [None, []])
    forger.ask(lambda: 5)
    assert forger.read()[0] == 0
    forger.worker.pump()
    forger.send("do", ["__call__", 1, [], {}], lane=7)
    forger.worker.pump()
    assert forger.read() == [7, "ok", 5, [], []]


def test_closing_wakes_whoever_waits_and_can_be_repeated(forger: Forger) -> None:
    forger.worker.close()
    with pytest.raises(Crashed, match="closed its channel|was ended"):
        forger.ask()
    forger.worker.close()
