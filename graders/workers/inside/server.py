"""The worker's end of the channel: loads the learner's module and does what the judge asks of
it."""

import contextlib
import json
import os
import socket
import struct
import sys
import threading
import time
import types
from collections.abc import Callable, Iterator
from typing import Any

from . import errors, meters, services, wire
from .lanes import FEW, SPIN, Closed, Frame, Peer
from .objects import Exports, Imports, Proxy, ReturnedRef, TypeTable, emptied


class Socket:
    """Length-prefixed JSON frames over a blocking socket."""

    def __init__(self) -> None:
        self._channel: Any = None
        self._frames = 0
        self._lock = threading.RLock()

    def send(self, body: bytes) -> None:
        """Write one frame."""
        with self._lock:
            self._channel.sendall(struct.pack("!I", len(body)) + body)

    def receive(self) -> Frame:
        """Read one frame.

        Raises:
            Closed: the judge is gone.
        """
        self._frames += 1
        (length,) = struct.unpack("!I", self._exactly(4))
        frame: Frame = json.loads(self._exactly(length))
        return frame

    def _exactly(self, size: int) -> bytes:
        parts = [self._spin(size) if self._frames > FEW else b""]
        missing = size - len(parts[0])
        while missing:
            parts.append(self._channel.recv(min(missing, 1 << 20)))
            missing -= len(parts[-1])
            if not parts[-1]:
                raise Closed
        return b"".join(parts)

    def _spin(self, size: int) -> bytes:
        end = time.perf_counter() + SPIN
        while time.perf_counter() < end:
            with contextlib.suppress(BlockingIOError):
                got = (
                    self._channel.recv(min(size, 1 << 20), socket.MSG_DONTWAIT)
                    if hasattr(socket, "MSG_DONTWAIT")
                    else b""
                )
                if got or not hasattr(socket, "MSG_DONTWAIT"):
                    return got
                raise Closed
        return b""

    def connect(self, channel: socket.socket) -> None:
        """Speak over this one."""
        self._channel = channel


class Server(Peer):
    """Serves the judge: operations on the learner's objects, probes, meters."""

    def __init__(self) -> None:
        self._socket = Socket()
        super().__init__(self._socket.send, self._socket.receive, first_lane=1)
        self.exports, self.imports, self.kinds = Exports(), Imports(self), TypeTable()
        self.trace = meters.Trace()
        self.learner = types.ModuleType("learner")
        self.probes = types.ModuleType("probes")
        self.files: set[str] = set()
        self._home = 0
        """The process whose channel it is."""
        self._waiters: Any = None
        self.others: dict[str, Callable[..., Any]] = {
            "e": self._rebuilt,
            "T": errors.builtin_type,
            "g": lambda name: self._named("g", name),
            "p": lambda name: self._named("p", name),
        }
        self._services: dict[str, Callable[..., Any]] = services.table(self)

    def run(self, channel: socket.socket) -> None:
        """Serve lane 0 of the judge at the other end until it is gone."""
        self._home = os.getpid()
        self._socket.connect(channel)
        self.take(0)
        with contextlib.suppress(Closed, ConnectionError):
            self.wait(0)

    def adopt(self, frame: Frame) -> None:
        """A thread of the test calls: give it a thread here."""
        threading.Thread(
            target=self._run_lane, args=(frame,), daemon=True, name=f"judge-lane-{frame[0]}"
        ).start()

    def _run_lane(self, frame: Frame) -> None:
        self.take(frame[0])
        with contextlib.suppress(Closed, ConnectionError):
            self.learn([], frame[3])
            self.post(frame[0], *self.serve(frame[2]))
            self.wait(frame[0])

    # What the judge asks of the worker

    def serve(self, payload: Any) -> tuple[str, Any]:
        """Perform [token, verb, target, args, kwargs] and give [token, answer]."""
        kind, answer = self._served(payload[1:])
        return kind, [payload[0], answer]

    def _served(self, payload: list[Any]) -> tuple[str, Any]:
        """The frozen answer with the lent values that changed, or what was raised."""
        lent: dict[int, tuple[Any, str]] = {}
        try:
            resolve = Resolver(self, lent)
            verb, target, *rest = payload
            if verb in self._services:
                return "ok", self._answer(self._services[verb](*self._decode(rest, resolve)), lent)
            obj = self._target(target, resolve)
            args, kwargs = self._decode(rest, resolve)
            del payload, rest, target
            return "ok", self._answer(self._perform(verb, obj, args, kwargs), lent)
        except Closed:
            raise
        except (
            BaseException
        ) as error:  # whatever the learner raised, SystemExit too, is the judge's to judge
            return "err", self._describe(error) | {"changes": self._changes(lent)}
        finally:
            self._flush()

    def _decode(self, forms: list[Any], resolve: Callable[[str, list[Any]], Any]) -> list[Any]:
        return [wire.decode(form, resolve) for form in forms]

    def _target(self, target: Any, resolve: Callable[[str, list[Any]], Any]) -> Any:
        if target[0] not in ("g", "p"):
            return wire.decode(target, resolve)
        return self._named(*target)

    def _named(self, tag: str, name: str) -> Any:
        module = self.learner if tag == "g" else self.probes
        if not hasattr(module, name):
            raise errors.Missing(f"{module.__name__}.py defines no {name}")
        return getattr(module, name)

    def _perform(self, verb: str, obj: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
        self.trace.enter()
        try:
            if verb in ATTRIBUTES:
                return ATTRIBUTES[verb](obj, *args)
            return getattr(type(obj), verb)(obj, *args, **kwargs)
        finally:
            self.trace.leave()

    def _answer(self, result: Any, lent: dict[int, tuple[Any, str]]) -> list[Any]:
        same = {id(value): number for number, (value, _) in lent.items()}
        form = ["K", same[id(result)]] if id(result) in same else wire.encode(result, self.export)
        return [form, self._changes(lent)]

    def _changes(self, lent: dict[int, tuple[Any, str]]) -> list[Any]:
        """[number, new value] of every lent value that is not what it was."""
        changed = [
            (number, value)
            for number, (value, before) in lent.items()
            if _fingerprint(value) != before
        ]
        return [[number, wire.encode(value, self.export)] for number, value in changed]

    def export(self, value: Any) -> list[Any]:
        """The handle of an object of this side, or of the judge's own."""
        if isinstance(value, Proxy):
            self.returned.append(value)
            return ReturnedRef(value)
        if isinstance(value, BaseException):
            return ["e", self._describe(value)]
        if isinstance(value, type) and errors.builtin_type(value.__name__) is value:
            return ["T", value.__name__]
        return ["o", self.exports.give(value), self.kinds.number(type(value))]

    def _describe(self, error: BaseException) -> dict[str, Any]:
        described = errors.describe(error, self.files)
        described["ref"] = getattr(error, "_judge_number", 0)
        if isinstance(error, StopIteration):
            described["value"] = wire.encode(error.value, self.export)
        return described

    def _flush(self) -> None:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):  # the learner may have closed or replaced it
                stream.flush()

    # What the learner's code asks of the judge

    def ask(self, verb: str, target: Proxy, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call an object of the test.

        Raises:
            RuntimeError: from a child process: the channel belongs to the worker.
        """
        if os.getpid() != self._home:
            raise RuntimeError(
                "what the test hands over can be called in the worker itself, not in its child processes"
            )
        encode = [wire.encode(arg, self.export) for arg in args]
        payload = [
            verb,
            target._number,
            encode,
            {name: wire.encode(arg, self.export) for name, arg in kwargs.items()},
        ]
        self.trace.leave()
        try:
            return wire.decode(self.request(payload), Resolver(self, {}))
        finally:
            self.trace.enter()

    @property
    def waiters(self) -> Any:
        """Threads in which async calls of the test wait."""
        from concurrent.futures import (
            ThreadPoolExecutor,
        )  # imported late: most workers never need it

        self._waiters = self._waiters or ThreadPoolExecutor(1000, thread_name_prefix="judge-call")
        return self._waiters

    def failed(self, payload: Any) -> Any:
        """Raise the exception of the test's callable; it keeps its number, so that the test gets its own back."""
        raise self._rebuilt(payload)

    def _rebuilt(self, described: dict[str, Any]) -> BaseException:
        error = errors.rebuild(described["names"], described["text"])
        error._judge_number = described.get("ref", 0)  # type: ignore[attr-defined]
        return error

    def news(self) -> tuple[list[Any], list[Any]]:
        """New kinds and proxies let go since the last frame."""
        return emptied(self.kinds.unsent), emptied(self.imports.dead)

    def learn(self, kinds: list[Any], dead: list[Any]) -> None:
        """Take the judge's news."""
        for kind in kinds:
            self.imports.learn(*kind)
        for number, count in dead:
            self.exports.release(number, count)


class Resolver:
    """Gives the object behind a handle; keeps what the judge lends for one request.

    A class, because a function that hands itself on would be a reference cycle: garbage, where
    garbage is measured.
    """

    def __init__(self, server: Server, lent: dict[int, tuple[Any, str]]) -> None:
        self._server = server
        self._lent = lent

    def __call__(self, tag: str, parts: list[Any]) -> Any:
        """The object of a handle."""
        server = self._server
        if tag == "r":
            return server.exports.get(parts[0])
        if tag in PROXIES:
            return PROXIES[tag](server, server.imports.take(*parts))
        if tag == "L":
            return self._lend(*parts)
        return server.others[tag](*parts)

    def _lend(self, number: int, form: Any) -> Any:
        value = wire.decode(form, self)
        self._lent[number] = (value, _fingerprint(value))
        return value


def _fingerprint(value: Any) -> str:
    """Tells a value from what it becomes; objects that do not cross by value by their identity."""
    return wire.dumps(wire.encode(value, _identity))


def _identity(value: Any) -> list[Any]:
    return [id(value)]


def feed(server: Server, source: Proxy) -> Iterator[Any]:
    """The items of a stream of the judge, fetched by the chunk; each is let go as it is handed
    on."""
    while chunk := server.ask("chunk", source, (), {}):
        chunk.reverse()
        while chunk:
            yield chunk.pop()


def awaitable(server: Server, target: Proxy) -> Callable[..., Any]:
    """An async function that awaits an async function of the test without holding up the event loop."""

    async def call(*args: Any, **kwargs: Any) -> Any:
        import asyncio

        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            server.waiters, lambda: server.ask("__call__", target, args, kwargs)
        )

    return call


def run_awaitable(obj: Any) -> Any:
    """What an awaitable gives, in an event loop of its own."""
    import asyncio

    async def main() -> Any:
        return await obj

    return asyncio.run(main())


ATTRIBUTES: dict[str, Callable[..., Any]] = {
    "getattr": getattr,
    "setattr": setattr,
    "delattr": delattr,
    "await": run_awaitable,
    "exit": lambda obj, error: type(obj).__exit__(obj, type(error) if error else None, error, None),
}
"""Operations that are no special method of the object's type."""

PROXIES: dict[str, Callable[..., Any]] = {"o": lambda _, proxy: proxy, "x": feed, "a": awaitable}
"""What becomes of a proxy, by the tag of its handle: itself, the items of a stream, an async
function."""
