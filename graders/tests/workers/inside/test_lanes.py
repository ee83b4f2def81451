from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any

import pytest

from graders.workers.inside.lanes import Closed, Frame, FrameRouter, Peer


class Wire:
    """Frames that a test puts in, and those that were handed to nobody."""

    def __init__(self) -> None:
        self.frames: queue.Queue[Frame | BaseException] = queue.Queue()
        self.adopted: list[Frame | None] = []
        self.reading = threading.Semaphore(0)

    def receive(self) -> Frame:
        self.reading.release()
        frame = self.frames.get(timeout=20)
        if isinstance(frame, BaseException):
            raise frame
        return frame


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def router(wire: Wire) -> FrameRouter:
    return FrameRouter(wire.receive, wire.adopted.append)


def started(call: Callable[[], Any]) -> tuple[threading.Thread, list[Any]]:
    found: list[Any] = []

    def run() -> None:
        try:
            found.append(call())
        except BaseException as error:
            found.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread, found


def test_a_lane_gets_its_frame(wire: Wire, router: FrameRouter) -> None:
    router.expect(0)
    wire.frames.put([0, "ok"])
    assert router.next_frame(0) == [0, "ok"]


def test_a_frame_of_a_lane_that_nobody_waits_in_is_adopted(wire: Wire, router: FrameRouter) -> None:
    router.expect(0)
    wire.frames.put([7, "do"])
    wire.frames.put([0, "ok"])
    assert router.next_frame(0) == [0, "ok"]
    assert wire.adopted == [[7, "do"]]


def test_a_forgotten_lane_is_adopted_again(wire: Wire, router: FrameRouter) -> None:
    router.expect(0)
    router.expect(7)
    router.forget(7)
    router.forget(7)
    wire.frames.put([7, "do"])
    wire.frames.put([0, "ok"])
    router.next_frame(0)
    assert wire.adopted == [[7, "do"]]


def test_whoever_reads_hands_the_frames_of_others_over(wire: Wire, router: FrameRouter) -> None:
    router.expect(0)
    router.expect(2)
    leader, first = started(lambda: router.next_frame(0))
    assert wire.reading.acquire(timeout=20)
    follower, second = started(lambda: router.next_frame(2))
    wire.frames.put([2, "ok"])
    wire.frames.put([0, "ok"])
    leader.join(20)
    follower.join(20)
    assert (first, second) == ([[0, "ok"]], [[2, "ok"]])
    assert wire.adopted == []


def test_a_follower_reads_on_when_the_reader_has_its_frame(wire: Wire, router: FrameRouter) -> None:
    router.expect(0)
    router.expect(2)
    leader, _ = started(lambda: router.next_frame(0))
    assert wire.reading.acquire(timeout=20)
    follower, found = started(lambda: router.next_frame(2))
    wire.frames.put([0, "ok"])
    leader.join(20)
    wire.frames.put([2, "ok"])
    follower.join(20)
    assert found == [[2, "ok"]]


def test_what_breaks_the_channel_reaches_every_lane(wire: Wire, router: FrameRouter) -> None:
    router.expect(0)
    router.expect(2)
    leader, first = started(lambda: router.next_frame(0))
    assert wire.reading.acquire(timeout=20)
    follower, second = started(lambda: router.next_frame(2))
    gone = Closed("gone")
    wire.frames.put(gone)
    leader.join(20)
    follower.join(20)
    assert first == second == [gone]
    with pytest.raises(Closed, match="gone"):
        router.next_frame(0)


def test_the_first_failure_stands(router: FrameRouter) -> None:
    first = Closed("first")
    router.fail(first)
    router.fail(Closed("second"))
    assert router.broken is first


def test_pumping_hands_over_what_is_there(wire: Wire, router: FrameRouter) -> None:
    wire.frames.put([7, "do"])
    router.pump(lambda: True)
    assert wire.adopted == [[7, "do"]]


def test_pumping_reads_nothing_when_nothing_is_there_or_all_is_over(wire: Wire, router: FrameRouter) -> None:
    router.pump(lambda: False)
    router.fail(Closed())
    router.pump(lambda: True)
    assert wire.adopted == []


def test_pumping_leaves_the_reading_to_whoever_reads(wire: Wire, router: FrameRouter) -> None:
    router.expect(0)
    leader, found = started(lambda: router.next_frame(0))
    assert wire.reading.acquire(timeout=20)
    router.pump(lambda: True)
    wire.frames.put([0, "ok"])
    leader.join(20)
    assert found == [[0, "ok"]]


@pytest.mark.parametrize("method", ["news", "learn", "serve", "failed", "adopt"])
def test_a_peer_leaves_the_meaning_to_its_subclasses(method: str, wire: Wire) -> None:
    peer = Peer(lambda body: None, wire.receive, first_lane=1)
    arguments: tuple[Any, ...] = {"news": (), "learn": ([], [])}.get(method, (None,))
    with pytest.raises(NotImplementedError):
        getattr(peer, method)(*arguments)


def test_proxies_in_the_last_answer_are_kept_for_each_thread(wire: Wire) -> None:
    peer = Peer(lambda body: None, wire.receive, first_lane=1)
    peer.returned.append("proxy")
    thread, other = started(lambda: list(peer.returned))
    thread.join(20)
    assert (peer.returned, other) == (["proxy"], [[]])


def test_every_thread_has_a_lane_of_its_own(wire: Wire) -> None:
    peer = Peer(lambda body: None, wire.receive, first_lane=1)
    thread, other = started(lambda: peer.lane)
    thread.join(20)
    assert other == [1]
    assert (peer.lane, peer.lane) == (3, 3)
