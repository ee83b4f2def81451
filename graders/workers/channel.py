"""The judge's end of the channel: strict frames, a deadline on every wait, the learner's output drained."""

from __future__ import annotations

import contextlib
import select
import socket
import struct
import threading
import time
from collections.abc import Callable
from typing import Any, Literal

import msgspec

from graders.workers.inside.lanes import FRAMES_BEFORE_SPIN, SPIN_SECONDS

FRAME_LIMIT = 32 << 20
"""Bytes that one frame from a worker may have."""

BUDGET = 128 << 20
"""Bytes that a worker may send in all."""

CONTAINER_LIMIT = 300_000
"""Lists, dicts, tuples and handles that one frame may hold: the judge must build each of them."""

OUTPUT_LIMIT = 64 << 10
"""Bytes of what the learner printed that are kept."""

TICK = 0.02
"""Seconds between two looks at the limits while waiting."""

_FRAME = msgspec.json.Decoder(
    tuple[
        int,
        Literal["do", "ok", "err"],
        Any,
        list[tuple[int, str, list[str]]],
        list[tuple[int, int]],
    ]
)


class Lost(ConnectionError):
    """The worker closed its channel, or sent what is no frame."""


class Output:
    """What the learner's code printed: the first 64 KiB; the rest is read and dropped."""

    def __init__(self, heard: socket.socket) -> None:
        self.socket: socket.socket | None = heard
        """What the worker prints to, our end; None once it has ended. No pipe: Windows cannot wait
        for one."""
        self.dropped = 0
        self._kept = bytearray()
        heard.setblocking(False)

    def drain(self) -> None:
        """Take what is there."""
        heard = self.socket
        if heard is None:
            return
        with contextlib.suppress(BlockingIOError):
            data = _received(heard)
            room = OUTPUT_LIMIT - len(self._kept)
            self._kept += data[:room]
            self.dropped += max(len(data) - room, 0)
            if not data:
                self._close()

    def finish(self) -> None:
        """Take what is left, a limited number of times: a child of the worker may still be printing."""
        for _ in range(8):
            if self.socket is None or not select.select([self.socket], [], [], 0)[0]:
                break
            self.drain()
        self._close()

    def _close(self) -> None:
        heard, self.socket = (
            self.socket,
            None,
        )  # first: another thread may wait, and numbers are used again
        if heard is not None:
            heard.close()

    @property
    def text(self) -> str:
        """What was kept, with a last line on what was not."""
        text = self._kept.decode("utf-8", "replace")
        return f"{text}\n... {self.dropped:,} more bytes" if self.dropped else text


def _received(heard: socket.socket) -> bytes:
    try:
        return heard.recv(1 << 16)
    except ConnectionError:
        return b""


class Channel:
    """Frames to and from one worker; ``tick`` runs at every wait and may raise to end it."""

    def __init__(self, channel: socket.socket, output: Output, tick: Callable[[], None]) -> None:
        self._socket = channel
        self._output = output
        self._tick = tick
        self._read = bytearray()
        self._sending = threading.Lock()
        self._budget = BUDGET
        self._frames = 0
        self.idle = 0.0
        """Seconds spent waiting in which nothing came."""
        channel.setblocking(False)

    def send(self, body: bytes) -> None:
        """Write one frame.

        Raises:
            Lost: the worker is gone.
        """
        with self._sending:
            data = memoryview(struct.pack("!I", len(body)) + body)
            while data:
                try:
                    data = data[self._socket.send(data) :]
                except BlockingIOError:
                    self._wait(writing=True)
                except OSError as error:
                    raise Lost("closed its channel") from error

    def receive(self) -> list[Any]:
        """Read one frame.

        Raises:
            Lost: the worker is gone, or sent what is no frame.
        """
        self._tick()
        self._frames += 1
        header = self._exactly(4, spin=self._frames > FRAMES_BEFORE_SPIN)
        (length,) = struct.unpack("!I", header)
        if length > FRAME_LIMIT:
            raise Lost(f"sent {length:,} bytes at once, {FRAME_LIMIT:,} allowed")
        self._budget -= length
        if self._budget < 0:
            raise Lost(f"sent more than {BUDGET >> 20} MiB in all")
        body = self._exactly(length)
        if body.count(b"[") > CONTAINER_LIMIT:
            raise Lost(f"sent more than {CONTAINER_LIMIT:,} lists, dicts or objects at once")
        try:
            return list(_FRAME.decode(body))
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise Lost("sent a malformed reply") from error

    def _exactly(self, size: int, spin: bool = False) -> bytes:
        deadline = time.perf_counter() + SPIN_SECONDS if spin else 0.0
        while len(self._read) < size:
            try:
                data = self._socket.recv(1 << 18)
            except BlockingIOError:
                if time.perf_counter() > deadline:
                    self._wait()
            except OSError as error:
                raise Lost("closed its channel") from error
            else:
                if not data:
                    raise Lost("closed its channel")
                self._read += data
                self._tick()  # a frame may come byte by byte
        part = bytes(self._read[:size])
        del self._read[:size]
        return part

    def _wait(self, writing: bool = False) -> None:
        readers = [
            each
            for each in (self._output.socket, None if writing else self._socket)
            if each is not None
        ]
        ready, writable, _ = select.select(readers, [self._socket] if writing else [], [], TICK)
        if self._output.socket in ready:
            self._output.drain()
        if not ready and not writable:
            self.idle += TICK
        if not writable and self._socket not in ready:
            self._tick()

    @property
    def ready(self) -> bool:
        """True when there is something to read."""
        return bool(self._read) or bool(select.select([self._socket], [], [], 0)[0])

    def close(self) -> None:
        """Hang up."""
        self._socket.close()
