"""Two peers that call each other over one channel.

Every thread of control is a *lane*. Within a lane the two sides take turns, strictly nested: a
request is served by the thread that waits for its own answer, so a callback runs in the thread that
caused it. Lanes are independent, so calls overlap. There is no reader thread: whoever waits reads
for all (leader and followers).
"""

import itertools
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from . import wire

Frame = list[Any]
"""[lane, kind, payload, kinds, dead]: kind is "do", "ok" or "err"; kinds are types that are
described for the first time, dead are handles let go."""

SPIN_SECONDS = 50e-6
"""To look for a frame before the thread sleeps: a wake-up on another core costs more than that."""

FRAMES_BEFORE_SPIN = 16
"""Frames before any is looked for in that way: in a short talk both sides have better to do."""


class Closed(ConnectionError):
    """The other side is gone."""


class FrameRouter:
    """Hands every frame to the lane that it belongs to."""

    def __init__(self, receive: Callable[[], Frame], adopt: Callable[[Frame], None]) -> None:
        self._receive = receive
        self._adopt = adopt
        self._inbox: dict[int, deque[Frame]] = {}
        self._changed = threading.Condition()
        self._reading = False
        self.handing_over = 0
        """Frames that were read, and whoever they are for does not have yet."""
        self.broken: BaseException | None = None

    def expect(self, lane: int) -> None:
        """From now on this lane has a thread that waits."""
        with self._changed:
            self._inbox.setdefault(lane, deque())

    def forget(self, lane: int) -> None:
        """The lane's thread is gone."""
        with self._changed:
            self._inbox.pop(lane, None)

    def next_frame(self, lane: int) -> Frame:
        """The next frame of a lane; reads for the others while it waits.

        Raises:
            Closed: the other side is gone, or whatever broke the channel in another lane.
        """
        while True:
            with self._changed:
                while self._reading and not self._inbox[lane] and self.broken is None:
                    self._changed.wait()
                if self._inbox[lane]:  # first: what came before the channel broke still counts
                    return self._inbox[lane].popleft()
                if self.broken is not None:
                    raise self.broken
                self._reading = True
            frame = self._lead(lane)
            if frame is not None:
                return frame

    def pump(self, ready: Callable[[], bool]) -> None:
        """Read for the others, if nobody does and something is there.

        For a thread that waits by other means.
        """
        with self._changed:
            if self._reading or self.broken is not None or not ready():
                return
            self._reading = True
        self._lead(None)

    def _lead(self, lane: int | None) -> Frame | None:
        """Read one frame: it is returned if it is this lane's, else handed over."""
        try:
            # Without the lock: the others may look into their inboxes meanwhile, and be expected.
            frame = self._receive()
        except BaseException as error:
            self.fail(error)  # and ``_reading`` stays: nobody may read on
            raise
        mine = frame[0] == lane
        with self._changed:
            self._reading = False
            known = frame[0] in self._inbox
            if known and not mine:
                self._inbox[frame[0]].append(frame)
            self.handing_over += not known
            # All of them: one has a frame now, another has to read on.
            self._changed.notify_all()
        if not known:
            try:
                self._adopt(frame)  # without the lock: this starts a thread, which takes it
            finally:
                with self._changed:
                    self.handing_over -= 1
        return frame if mine else None

    def fail(self, error: BaseException) -> None:
        """Wake every waiting lane with this error."""
        with self._changed:
            self.broken = self.broken or error
            self._changed.notify_all()


class _ThreadState(threading.local):
    """What a thread has of its own."""

    def __init__(self) -> None:
        self.lane = -1
        """Its lane; none yet."""
        self.returned: list[Any] = []


class Peer:
    """One end of the channel: calls objects of the other side, serves calls of its own."""

    def __init__(
        self, send: Callable[[bytes], None], receive: Callable[[], Frame], first_lane: int
    ) -> None:
        self._send = send
        self._receive = receive
        self.router = FrameRouter(self._read, self.adopt)
        # The sides number their lanes alternately: none has to ask before it opens one.
        self._lanes = itertools.count(first_lane, 2)
        self.lanes = 0
        """Threads of this side that spoke, beside the first."""
        self._local = _ThreadState()
        # Reentrant: a collection within may run a learner's finalizer, which may call the test.
        self._posting = threading.RLock()

    @property
    def lane(self) -> int:
        """The lane of the running thread."""
        if self._local.lane < 0:
            self.take(next(self._lanes))
            self.lanes += 1
        return self._local.lane

    def take(self, lane: int) -> None:
        """Make the running thread the one that waits in this lane."""
        self._local.lane = lane
        self.router.expect(lane)

    def request(self, payload: Any) -> Any:
        """Send a request in this thread's lane and return what came back, or raise it."""
        lane = self.lane
        self.post(lane, "do", payload)
        kind, answer = self.wait(lane)
        return answer if kind == "ok" else self.failed(answer)

    def wait(self, lane: int) -> tuple[str, Any]:
        """Serve the other side in this lane until the answer comes.

        It is ("ok", value) or ("err", description).
        """
        while True:
            _, kind, payload, dead = self.router.next_frame(lane)
            self.learn([], dead)
            self.returned.clear()  # who sends another frame has read the last answer
            if kind != "do":
                return kind, payload
            self.post(lane, *self.attend(payload))

    def attend(self, payload: Any) -> tuple[str, Any]:
        """Serve a request of the other side while this one waits for its answer."""
        return self.serve(payload)

    def _read(self) -> Frame:
        """Receive a frame and take its new kinds: [lane, kind, payload, dead].

        Kinds at once, for they come in the order of arrival, whichever lane they are for. What is
        dead is let go by the lane's own thread, later: an object may have last words, which go
        through here.
        """
        lane, kind, payload, kinds, dead = self._receive()
        self.learn(kinds, [])
        return [lane, kind, payload, dead]

    @property
    def returned(self) -> list[Any]:
        """Proxies in this thread's last answer, kept lest they count as dead before it is read."""
        return self._local.returned

    def post(self, lane: int, kind: str, payload: Any) -> None:
        """Send one frame."""
        # One at a time: a kind must not be used before the frame that describes it.
        with self._posting:
            kinds, dead = self.news()
            self._send(wire.dumps([lane, kind, payload, kinds, dead]).encode())

    def news(self) -> tuple[list[Any], list[int]]:
        """New kinds and handles let go since the last frame."""
        raise NotImplementedError

    def learn(self, kinds: list[Any], dead: list[int]) -> None:
        """Take the other side's news."""
        raise NotImplementedError

    def serve(self, payload: Any) -> tuple[str, Any]:
        """Do what the other side asks: ("ok", value) or ("err", description)."""
        raise NotImplementedError

    def failed(self, payload: Any) -> Any:
        """Raise what the other side raised."""
        raise NotImplementedError

    def adopt(self, frame: Frame) -> None:
        """Serve a frame of a lane that no thread waits in."""
        raise NotImplementedError
