"""The worker's end of the channel: it does what the judge asks of it."""

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
from functools import cached_property
from typing import Any

from . import errors, meters, services, wire
from .lanes import FRAMES_BEFORE_SPIN, SPIN_SECONDS, Closed, Frame, Peer
from .objects import Exports, Imports, Proxy, ReturnedRef, TypeTable, emptied


class Socket:
    """Length-prefixed JSON frames over a blocking socket."""

    def __init__(self) -> None:
        self._channel: Any = None
        self._frames = 0
        # Reentrant: a collection within may run a learner's finalizer, which may call the test.
        self._lock = threading.RLock()

    def connect(self, channel: socket.socket) -> None:
        """Speak over this one: a server is made before the fork, its channel after it."""
        self._channel = channel

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
        spins = self._frames > FRAMES_BEFORE_SPIN and hasattr(socket, "MSG_DONTWAIT")
        end = time.perf_counter() + SPIN_SECONDS if spins else 0.0
        parts: list[bytes] = []
        missing = size
        while missing:
            flags = socket.MSG_DONTWAIT if not parts and time.perf_counter() < end else 0
            try:
                parts.append(self._channel.recv(min(missing, 1 << 20), flags))
            except BlockingIOError:
                continue
            missing -= len(parts[-1])
            if not parts[-1]:
                raise Closed
        return b"".join(parts)


class Server(Peer):
    """Serves the judge: operations on the learner's objects, probes, meters."""

    def __init__(self) -> None:
        self._socket = Socket()
        super().__init__(self._socket.send, self._socket.receive, first_lane=1)
        self.exports, self.imports, self.kinds = Exports(), Imports(self), TypeTable()
        self.trace = meters.Trace()
        self.probes = types.ModuleType("probes")
        self.files: set[str] = set()
        self._home = 0
        """The process whose channel it is."""
        self._waiters: Any = None
        self._services: dict[str, Callable[..., Any]] = services.table(self)

    @cached_property
    def learner(self) -> types.ModuleType:
        """The learner's module: empty until it is loaded."""
        # Made after the fork: gc.get_referrers does not look at what was frozen before it.
        return types.ModuleType("learner")

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
        """Perform [token, verb, target, args, kwargs]; the answer opens with the token.

        Then the result, and the lent values that changed; or what was raised.
        """
        token, verb, target, *forms = payload
        lent: dict[int, tuple[Any, str]] = {}
        try:
            resolve = Resolver(self, lent)
            if verb in self._services:
                try:
                    result = self._services[verb](*[wire.decode(form, resolve) for form in forms])
                finally:
                    self.trace.enter()
                    self._flush()
                    self.trace.leave(drawn=False)  # a service notes what belongs in the drawing
            else:
                obj = wire.decode(target, resolve)
                args, kwargs = [wire.decode(form, resolve) for form in forms]
                # An exception that the learner keeps holds this frame: not the message as well.
                del payload, target, forms
                result = self._perform(verb, obj, args, kwargs)
            same = {id(value): number for number, (value, _) in lent.items()}
            form = (
                ["K", same[id(result)]] if id(result) in same else wire.encode(result, self.export)
            )
            return "ok", [token, [form, self._changes(lent)]]
        except Closed:
            raise
        except BaseException as error:
            # Whatever the learner raised, SystemExit too, is the judge's to judge.
            return "err", [token, self._describe(error) | {"changes": self._changes(lent)}]

    def named(self, module: types.ModuleType, name: str) -> Any:
        """What the learner's module, or that of the probes, calls by this name.

        Raises:
            Missing: it has no such name.
        """
        if not hasattr(module, name):
            raise errors.Missing(f"{module.__name__}.py defines no {name}")
        return getattr(module, name)

    def _perform(self, verb: str, obj: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
        self.trace.enter()
        try:
            if verb in ATTRIBUTES:
                return ATTRIBUTES[verb](obj, *args)
            found = getattr(type(obj), verb)(obj, *args, **kwargs)
            if verb == "__next__":
                self.trace.gave(1)
            return found
        finally:
            self._flush()
            self.trace.leave()

    def _flush(self) -> None:
        """Hand on what was printed: the judge shows it beside the answer.

        A stream may be the learner's own, so this is learner code, and the trace counts it.
        """
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):  # the learner may have closed or replaced it
                stream.flush()

    def _changes(self, lent: dict[int, tuple[Any, str]]) -> list[Any]:
        """[number, new value] of every lent value that is not what it was."""
        return [
            [number, wire.encode(value, self.export)]
            for number, (value, before) in lent.items()
            if _fingerprint(value) != before
        ]

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

    # What the learner's code asks of the judge

    def ask(self, verb: str, target: Proxy, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call an object of the test.

        Raises:
            RuntimeError: from a child process: the channel belongs to the worker.
        """
        if os.getpid() != self._home:
            raise RuntimeError(
                "what the test hands over can be called in the worker itself, not in its child"
                " processes"
            )
        payload = [
            verb,
            target._number,
            [wire.encode(arg, self.export) for arg in args],
            {name: wire.encode(arg, self.export) for name, arg in kwargs.items()},
        ]
        self.trace.leave()
        try:
            found = wire.decode(self.request(payload), Resolver(self, {}))
            if verb in ("__next__", "chunk"):
                self.trace.took(len(found) if verb == "chunk" else 1)
            return found
        finally:
            self.trace.enter()

    @property
    def waiters(self) -> Any:
        """Threads in which async calls of the test wait."""
        # Imported late: most workers never need it.
        from concurrent.futures import ThreadPoolExecutor

        self._waiters = self._waiters or ThreadPoolExecutor(1000, thread_name_prefix="judge-call")
        return self._waiters

    def failed(self, payload: Any) -> Any:
        """Raise the exception of the test's callable."""
        raise self.rebuilt(payload)

    def rebuilt(self, described: dict[str, Any]) -> BaseException:
        """An exception of the test; by its number the test gets its own back."""
        names, text = described["names"], described["text"]
        # The text of a KeyError is the repr of its key: it gets the key itself, if that is a text.
        if names[-1:] == ["KeyError"] and text[:1] + text[-1:] in ("''", '""'):
            text = text[1:-1].encode("latin-1", "backslashreplace").decode("unicode_escape")
        error = errors.rebuild(names, text)
        error._judge_number = described.get("ref", 0)  # type: ignore[attr-defined]
        return error

    def news(self) -> tuple[list[Any], list[Any]]:
        """New kinds and proxies let go since the last frame."""
        return emptied(self.kinds.unsent), self.imports.let_go()

    def learn(self, kinds: list[Any], dead: list[Any]) -> None:
        """Take the judge's news."""
        for kind in kinds:
            self.imports.learn(*kind)
        for number, count in dead:
            self.exports.release(number, count)


class Resolver:
    """Finds the object behind a handle; keeps what the judge lends for one request.

    A class, because a function that hands itself on would be a reference cycle: garbage, where
    garbage is measured.
    """

    def __init__(self, server: Server, lent: dict[int, tuple[Any, str]]) -> None:
        self._server = server
        self._lent = lent

    def __call__(self, tag: str, parts: list[Any]) -> Any:
        """The object of a handle."""
        if tag != "L":
            return HANDLES[tag](self._server, *parts)
        number, form = parts
        value = wire.decode(form, self)
        self._lent[number] = (value, _fingerprint(value))
        return value


def _fingerprint(value: Any) -> str:
    """Tells a value from what it becomes; what does not cross by value counts by its identity."""
    return wire.dumps(wire.encode(value, lambda part: [id(part)]))


def feed(server: Server, source: Proxy) -> Iterator[Any]:
    """The items of a stream of the judge, in chunks; each is let go as it is handed on."""
    while chunk := server.ask("chunk", source, (), {}):
        chunk.reverse()
        while chunk:
            yield chunk.pop()


def awaitable(server: Server, target: Proxy) -> Callable[..., Any]:
    """An async function of the test as one that does not hold up the event loop."""

    async def call(*args: Any, **kwargs: Any) -> Any:
        import asyncio

        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            server.waiters, lambda: server.ask("__call__", target, args, kwargs)
        )

    return call


def run_awaitable(obj: Any) -> Any:
    """What becomes of an awaitable in an event loop of its own."""
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
"""Operations that are not a special method of the object's type."""

HANDLES: dict[str, Callable[..., Any]] = {
    "r": lambda server, number: server.exports.get(number),
    "o": lambda server, *parts: server.imports.take(*parts),
    "x": lambda server, *parts: feed(server, server.imports.take(*parts)),
    "a": lambda server, *parts: awaitable(server, server.imports.take(*parts)),
    "e": lambda server, described: server.rebuilt(described),
    "T": lambda _, name: errors.builtin_type(name),
    "g": lambda server, name: server.named(server.learner, name),
    "p": lambda server, name: server.named(server.probes, name),
}
"""The object behind a handle, by its tag: an object of this side; one of the other side's, a
stream, an async function; an exception, a builtin type; a name of the learner's, or of a probe."""
