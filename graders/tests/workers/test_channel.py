from __future__ import annotations

import json
import os
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from graders.workers.channel import (
    MAX_CONTAINERS,
    MAX_FRAME_BYTES,
    MAX_OUTPUT_BYTES,
    MAX_SENT_BYTES,
    Channel,
    Lost,
    Output,
)


class Enough(Exception):
    """Ends a wait."""


class Ends:
    """A channel with the worker's ends of it."""

    def __init__(self) -> None:
        ours, self.worker = socket.socketpair()
        heard, self.said = socket.socketpair()
        self.output = Output(heard)
        self.ticks = 0
        self.most = 10_000
        self.channel = Channel(ours, self.output, self.tick)

    def tick(self) -> None:
        self.ticks += 1
        if self.ticks > self.most:
            raise Enough

    def write(self, body: bytes) -> None:
        self.worker.sendall(struct.pack("!I", len(body)) + body)

    def close(self) -> None:
        self.channel.close()
        self.worker.close()
        self.output.finish()


@pytest.fixture
def ends() -> Iterator[Ends]:
    ends = Ends()
    yield ends
    ends.close()
    ends.said.close()


FRAME = [0, "ok", [None, []], [], []]


def beside(call: Callable[[], Any]) -> threading.Thread:
    thread = threading.Thread(target=call)
    thread.start()
    return thread


# Frames


@pytest.mark.parametrize(
    "frame",
    [
        FRAME,
        [3, "do", ["__call__", 1, [], {}], [[0, "Box", ["__len__"]]], [[1, 2]]],
        [-1, "err", {"names": []}, [], []],
        [1 << 60, "ok", 1.5, [], []],
    ],
)
def test_a_frame_is_read(frame: list[Any], ends: Ends) -> None:
    ends.write(json.dumps(frame).encode())
    lane, kind, payload, kinds, dead = ends.channel.receive()
    assert [lane, kind, payload] == frame[:3]
    assert [list(each) for each in kinds] == frame[3]
    assert [list(each) for each in dead] == frame[4]


def test_several_frames_are_read_in_order(ends: Ends) -> None:
    for lane in range(3):
        ends.write(json.dumps([lane, *FRAME[1:]]).encode())
    assert [ends.channel.receive()[0] for _ in range(3)] == [0, 1, 2]


def test_a_frame_in_pieces_is_put_together(ends: Ends) -> None:
    body = json.dumps([0, "ok", "x" * 500_000, [], []]).encode()
    data = struct.pack("!I", len(body)) + body
    sender = beside(lambda: list(map(ends.worker.sendall, (data[:3], data[3:90_001], data[90_001:]))))
    assert ends.channel.receive()[2] == "x" * 500_000
    sender.join()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"[0]",
        b'[0,"ok",1,[]]',
        b'[0,"ok",1,[],[],[]]',
        b'["0","ok",1,[],[]]',
        b'[0.5,"ok",1,[],[]]',
        b'[true,"ok",1,[],[]]',
        b'[0,"hm",1,[],[]]',
        b'[0,"ok",1,[1],[]]',
        b'[0,"ok",1,[[0,"a",[1]]],[]]',
        b'[0,"ok",1,[],[[1]]]',
        b'[0,"ok",1,[],[[1,"2"]]]',
        b'[0,"ok",NaN,[],[]]',
        b'[0,"ok",1e999,[],[]]',
        b'[0,"ok","\xff",[],[]]',
        b'[0,"ok","\\ud800",[],[]]',
        b'[0,"ok",1,[],[]]x',
        b'[0,"ok",' + b"[" * 100_000 + b"]" * 100_000 + b",[],[]]",
    ],
    ids=lambda body: repr(body[:30]),
)
def test_what_is_no_frame_is_refused(body: bytes, ends: Ends) -> None:
    sender = beside(lambda: ends.write(body))
    with pytest.raises(Lost, match="sent a malformed reply"):
        ends.channel.receive()
    sender.join()


@pytest.mark.parametrize("length", [MAX_FRAME_BYTES + 1, 0xFFFFFFFF])
def test_a_frame_that_is_too_long_is_refused_before_it_is_read(length: int, ends: Ends) -> None:
    ends.worker.sendall(struct.pack("!I", length))
    with pytest.raises(Lost, match=f"sent {length:,} bytes at once, 33,554,432 allowed"):
        ends.channel.receive()


@pytest.mark.parametrize("sent", [b"", b"\0\0", b"\0\0\0\5[0"])
def test_a_channel_that_ends_is_lost(sent: bytes, ends: Ends) -> None:
    ends.worker.sendall(sent)
    ends.worker.close()
    with pytest.raises(Lost, match="closed its channel"):
        ends.channel.receive()


def test_nothing_can_be_read_after_hanging_up(ends: Ends) -> None:
    ends.channel.close()
    with pytest.raises(Lost, match="closed its channel"):
        ends.channel.receive()


def test_a_wait_ends_when_the_tick_says_so(ends: Ends) -> None:
    ends.most = 2
    with pytest.raises(Enough):
        ends.channel.receive()
    assert ends.ticks == 3


def test_half_a_frame_cannot_hold_the_judge_up(ends: Ends) -> None:
    ends.most = 2
    ends.worker.sendall(b"\0\0\0\5[")
    with pytest.raises(Enough):
        ends.channel.receive()


def test_a_worker_that_prints_for_ever_cannot_hold_the_judge_up(ends: Ends) -> None:
    ends.most = 2
    stop = threading.Event()

    def flood() -> None:
        while not stop.is_set():
            ends.said.sendall(b"x" * 1000)

    flooder = beside(flood)
    with pytest.raises(Enough):
        ends.channel.receive()
    stop.set()
    while flooder.is_alive():
        ends.output.drain()


def test_a_frame_is_written_with_its_length(ends: Ends) -> None:
    ends.channel.send(b"[1]")
    assert ends.worker.recv(100) == b"\0\0\0\3[1]"


def test_a_large_frame_is_written_as_the_worker_reads(ends: Ends) -> None:
    body, got = b"x" * 3_000_000, bytearray()

    def read() -> None:
        while len(got) < len(body) + 4:
            got.extend(ends.worker.recv(1 << 16))

    reader = beside(read)
    ends.channel.send(body)
    reader.join()
    assert got[4:] == body


def test_a_worker_that_reads_nothing_cannot_hold_the_judge_up(ends: Ends) -> None:
    ends.most = 2
    with pytest.raises(Enough):
        ends.channel.send(b"x" * 3_000_000)


def test_nothing_can_be_written_to_a_worker_that_is_gone(ends: Ends) -> None:
    ends.worker.close()
    with pytest.raises(Lost, match="closed its channel"):
        ends.channel.send(b"[1]")


def test_frames_of_several_threads_do_not_mix(ends: Ends) -> None:
    got: list[bytes] = []

    def read() -> None:
        with ends.worker.makefile("rb") as stream:
            for _ in range(4):
                (length,) = struct.unpack("!I", stream.read(4))
                got.append(stream.read(length))

    reader = beside(read)
    senders = [beside(lambda n=n: ends.channel.send(b"%d" % n * 300_000)) for n in range(4)]  # type: ignore[misc]
    for thread in [*senders, reader]:
        thread.join()
    assert sorted(got) == [b"%d" % n * 300_000 for n in range(4)]


def test_a_channel_is_ready_when_there_is_something_to_read(ends: Ends) -> None:
    assert not ends.channel.ready
    ends.write(json.dumps(FRAME).encode())
    ends.write(json.dumps(FRAME).encode())
    assert ends.channel.ready
    ends.channel.receive()
    assert ends.channel.ready
    ends.channel.receive()
    assert not ends.channel.ready


# Output


def test_what_is_printed_while_waiting_is_kept(ends: Ends) -> None:
    ends.most = 2
    ends.said.sendall("naïve\n".encode())
    with pytest.raises(Enough):
        ends.channel.receive()
    assert ends.output.text == "naïve\n"


def test_a_flood_is_cut_and_counted(ends: Ends) -> None:
    for _ in range(3):
        ends.said.sendall(b"x" * 40_000)
        ends.output.drain()
    assert ends.output.text == "x" * MAX_OUTPUT_BYTES + "\n... 54,464 more bytes"


def test_what_is_no_text_is_shown_as_such(ends: Ends) -> None:
    ends.said.sendall(b"a\xffb")
    ends.output.drain()
    assert ends.output.text == "a\N{REPLACEMENT CHARACTER}b"


def test_an_empty_pipe_is_left_open(ends: Ends) -> None:
    ends.output.drain()
    assert ends.output.socket is not None


def test_an_output_that_its_writer_closes_is_over(ends: Ends) -> None:
    ends.said.close()
    ends.output.drain()
    assert ends.output.socket is None
    ends.most = 0
    with pytest.raises(Enough):
        ends.channel.receive()


def test_finishing_takes_what_is_left(ends: Ends) -> None:
    ends.said.sendall(b"last words")
    ends.output.finish()
    assert ends.output.text == "last words"


def test_finishing_does_not_wait_for_whoever_prints_on(ends: Ends, monkeypatch: pytest.MonkeyPatch) -> None:
    class Talker:
        def recv(self, most: int) -> bytes:
            return b"more"

        def close(self) -> None: ...

    with monkeypatch.context() as patched:
        patched.setattr("graders.workers.channel.select.select", lambda *waits: (waits[0], [], []))
        patched.setattr(ends.output, "socket", Talker())
        ends.output.finish()
    assert ends.output.text == "more" * 8


def test_a_finished_output_reads_no_file_that_got_its_number(ends: Ends) -> None:
    ends.output.finish()
    other, writer = os.pipe()
    try:
        os.write(writer, b"of the next test")
        ends.output.drain()
        ends.output.finish()
        assert os.read(other, 100) == b"of the next test"
        assert ends.output.text == ""
    finally:
        os.close(other)
        os.close(writer)


# How much there may be in all


def test_a_worker_may_send_so_much_in_all(ends: Ends) -> None:
    body = json.dumps(FRAME).encode()
    ends.channel._budget = 2 * len(body)
    for _ in range(3):
        ends.write(body)
    assert [ends.channel.receive(), ends.channel.receive()] == [FRAME, FRAME]
    with pytest.raises(Lost, match=r"^sent more than 128 MiB in all$"):
        ends.channel.receive()


def test_a_budget_is_for_several_of_the_largest_frames(ends: Ends) -> None:
    assert ends.channel._budget == MAX_SENT_BYTES
    assert MAX_SENT_BYTES >= 4 * MAX_FRAME_BYTES


@pytest.mark.parametrize(("more", "lost"), [(0, False), (1, True)])
def test_a_frame_may_hold_so_many_containers(more: int, lost: bool, ends: Ends) -> None:
    own = len([[], ["payload"], [], []])
    frame = [0, "ok", [["l"]] * (MAX_CONTAINERS + more - own), [], []]
    writer = beside(lambda: ends.write(json.dumps(frame).encode()))
    try:
        if lost:
            with pytest.raises(Lost, match=r"^sent more than 300,000 lists, dicts or objects at once$"):
                ends.channel.receive()
        else:
            assert ends.channel.receive() == frame
    finally:
        writer.join()
