"""The judge's end of the channel: strict frames, no wait without an end, the output drained."""

from __future__ import annotations

import select
import socket
import struct
import threading
import time
from collections.abc import Callable
from typing import Any, Literal

import msgspec

from graders.workers.inside.lanes import FRAMES_BEFORE_SPIN, SPIN_SECONDS

MAX_FRAME_BYTES = 32 << 20
"""That one frame from a worker may have."""

MAX_SENT_BYTES = 128 << 20
"""That a worker may send in all."""

MAX_CONTAINERS = 300_000
"""Lists, dicts, tuples and handles that one frame may hold: the judge must build each of them."""

MAX_OUTPUT_BYTES = 64 << 10
"""Of what the learner printed, those that are kept."""

POLL_SECONDS = 0.02
"""Between two looks at the limits while waiting."""

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
    """The worker closed its channel, or sent what is not a frame."""


class Output:
    """What the learner's code printed: the first 64 KiB; the rest is read and dropped."""

    def __init__(self, heard: socket.socket) -> None:
        self.socket: socket.socket | None = heard
        """Our end of what the worker prints to; None once it has ended.

        Not a pipe, since Windows cannot wait for one.
        """
        self.dropped = 0
        self.on_descriptor: Callable[[int], None] | None = None
        """Takes the descriptor that comes before all that is printed, while one is expected."""
        self._kept = bytearray()
        heard.setblocking(False)

    @property
    def passes_descriptors(self) -> bool:
        """True where a descriptor can come this way too."""
        heard = self.socket
        return heard is not None and heard.family == getattr(socket, "AF_UNIX", None)

    def drain(self) -> None:
        """Take what is there."""
        if self.socket is None:
            return
        try:
            if self.on_descriptor is not None:
                self._take_descriptor(self.socket, self.on_descriptor)
                return
            data = self.socket.recv(1 << 16)
        except BlockingIOError:
            return
        except ConnectionError:
            data = b""
        room = MAX_OUTPUT_BYTES - len(self._kept)
        self._kept += data[:room]
        self.dropped += max(len(data) - room, 0)
        if not data:
            self._close()

    def _take_descriptor(self, heard: socket.socket, take: Callable[[int], None]) -> None:
        self.on_descriptor = None
        _, descriptors, _, _ = socket.recv_fds(heard, 1, 1)
        for descriptor in descriptors:
            take(descriptor)

    def finish(self) -> None:
        """Take what is left, with an end: a child of the worker may still be printing."""
        for _ in range(8):
            if self.socket is None or not select.select([self.socket], [], [], 0)[0]:
                break
            self.drain()
        self._close()

    def _close(self) -> None:
        # None first: another thread may be about to wait for it, and once it is closed, its number
        # is soon that of another file.
        heard, self.socket = self.socket, None
        if heard is not None:
            heard.close()

    @property
    def text(self) -> str:
        """What was kept, with a last line on what was not."""
        text = self._kept.decode("utf-8", "replace")
        return f"{text}\n... {self.dropped:,} more bytes" if self.dropped else text


class Channel:
    """Frames to and from one worker; ``tick`` runs at every wait and may raise to end it."""

    def __init__(self, channel: socket.socket, output: Output, tick: Callable[[], None]) -> None:
        self._socket = channel
        self._output = output
        self._tick = tick
        self._read = bytearray()
        # Threads of the learner are answered by threads of ours: their frames must not mix.
        self._sending = threading.Lock()
        self._budget = MAX_SENT_BYTES
        self._frames = 0
        self.received = 0
        """Bytes that came."""
        self.idle = 0.0
        """Seconds spent waiting in which nothing came."""
        self.waited = 0.0
        """Seconds spent waiting for the worker: what the judge does between counts for nobody."""
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
            Lost: the worker is gone, or sent what is not a frame.
        """
        self._tick()
        self._frames += 1
        header = self._exactly(4, spin=self._frames > FRAMES_BEFORE_SPIN)
        (length,) = struct.unpack("!I", header)
        if length > MAX_FRAME_BYTES:
            raise Lost(f"sent {length:,} bytes at once, {MAX_FRAME_BYTES:,} allowed")
        self._budget -= length
        if self._budget < 0:
            raise Lost(f"sent more than {MAX_SENT_BYTES >> 20} MiB in all")
        body = self._exactly(length)
        if body.count(b"[") > MAX_CONTAINERS:  # before any of them is built
            raise Lost(f"sent more than {MAX_CONTAINERS:,} lists, dicts or objects at once")
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
                self.received += len(data)
                self._tick()  # or a frame that comes byte by byte would hold the judge up
        part = bytes(self._read[:size])
        del self._read[:size]
        return part

    def _wait(self, writing: bool = False) -> None:
        heard = self._output.socket
        readers = [each for each in (heard, None if writing else self._socket) if each is not None]
        writers = [self._socket] if writing else []
        begun = time.monotonic()
        ready, writable, _ = select.select(readers, writers, [], POLL_SECONDS)
        # What is over the longest wait there is, the judge itself was kept from a core.
        self.waited += min(time.monotonic() - begun, POLL_SECONDS)
        if heard in ready:
            self._output.drain()
        if not ready and not writable:
            self.idle += POLL_SECONDS
        if not writable and self._socket not in ready:
            # Nothing for the channel: who only prints cannot hold the judge up either.
            self._tick()

    @property
    def ready(self) -> bool:
        """True when there is something to read."""
        return bool(self._read) or bool(select.select([self._socket], [], [], 0)[0])

    def close(self) -> None:
        """Hang up."""
        self._socket.close()
