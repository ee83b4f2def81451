"""One worker as the judge sees it: ask it, serve it, end it."""

from __future__ import annotations

import copy
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec

from graders.model.report import Crashed, Failed, Fault, Frame, Todo, Verdict
from graders.model.text import MESSAGE_BYTES, NAME_BYTES, one_line, printable
from graders.workers import access, processes
from graders.workers import channel as channels
from graders.workers.handles import Handle, LearnerError
from graders.workers.inside import errors, wire
from graders.workers.inside.lanes import Frame as WireFrame
from graders.workers.inside.lanes import Peer
from graders.workers.inside.objects import Exports, Imports, ReturnedRef, TypeTable, emptied
from graders.workers.inside.requests import Service
from graders.workers.spawners import Spawned

_LENDABLE = (list, dict, set, bytearray)
_BROKEN = (msgspec.MsgspecError, LookupError, ValueError, TypeError, RecursionError)
"""What comes of reading an answer that is none."""


DEPTH = 50
"""Calls of the test's objects within each other, through the learner's code."""

MOST_KINDS = 200
"""Classes of the learner's that a worker may describe; each makes one here."""


class Raised(msgspec.Struct):
    """An exception as a worker describes it."""

    names: list[str]
    text: str
    frames: list[tuple[str, int, str]] = []
    ref: int = 0
    value: Any = None
    changes: list[Any] = []
    """What the call had changed of the lent values before it raised."""


class Request(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """What a worker asks of an object of the test."""

    verb: str
    number: int
    args: list[Any]
    kwargs: dict[str, Any]


class Worker(Peer):
    """The judge's end of one worker."""

    def __init__(
        self,
        spawned: Spawned,
        tick: Callable[[], None],
        frame: Callable[[str, int, str], Frame],
        lost: Callable[[channels.Lost], Verdict],
    ) -> None:
        self.pid = spawned.pid
        self.folder = spawned.folder
        self.output = spawned.output
        self.channel = channels.Channel(spawned.channel, spawned.output, tick)
        super().__init__(self.channel.send, self.channel.receive, first_lane=2)
        self._counting = threading.Lock()
        self.take(0)
        self.exports, self.imports, self.kinds = Exports(), Imports(self, Handle), TypeTable()
        self._frame = frame
        self._lost = lost
        self._kinds_learnt = 0
        self._before: list[tuple[Any, Any]] = []
        """Lent values that were changed, each with what it was."""
        self.lent = False
        """The learner was lent a list, dict, set or bytearray: what became of it is the worker's
        word."""
        self.gave_async = False
        """The learner was handed an async function: threads of the worker's own wait for its
        calls."""
        self.high = 0
        """The most calls that were served at the same time."""
        self.attending = 0
        """Calls of the test that are served in lanes which wait for an answer."""
        self.serving = 0
        """Calls of the test's callables by threads of the learner that are not answered yet."""
        self.todo: Todo | None = None
        """Set once the learner's code said that it is not written yet."""

    # What a test asks of the learner's objects

    def ask(
        self,
        verb: str,
        target: Any,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """Perform an operation on an object in the worker, or on ("g", a learner's name) or ("p", a probe's name).

        Lists, dicts, sets and bytearrays among the arguments are lent: what the call changes in them changes here too.

        Raises:
            Verdict: the worker left, the stub is not filled in.
            LearnerError: what the learner's code raised, beside its builtin class.
        """
        lent: list[Any] = []
        forms = [self._argument(arg, lent) for arg in args]
        named = {name: self._argument(arg, lent) for name, arg in (kwargs or {}).items()}
        where = list(target) if isinstance(target, tuple) else wire.encode(target, self.export)
        return self._asked([verb, where, ["l", forms], ["d", _flat(named)]], lent)

    def service(self, service: Service[Any], *args: Any) -> Any:
        """Have the worker's own service do something."""
        return self.answer(self.order(service, *args))

    def order(self, service: Service[Any], *args: Any) -> str:
        """Ask for a service without waiting: the token with which ``answer`` gives what came of
        it."""
        if len(args) != len(service.parameters):
            raise Fault(f"{service.name} takes {', '.join(service.parameters) or 'nothing'}")
        return self._order([service.name, None, *(wire.encode(arg, self.export) for arg in args)])

    def _order(self, request: list[Any]) -> str:
        token = os.urandom(8).hex()
        try:
            self.post(self.lane, "do", [token, *request])
        except channels.Lost as error:
            raise self._lost(error) from None
        return token

    def _asked(self, request: list[Any], lent: list[Any]) -> Any:
        return self.answer(self._order(request), lent)

    def answer(self, token: str, lent: Sequence[Any] = ()) -> Any:
        """What the oldest request of this thread gave, or raised: see ``ask``. It must carry this token."""
        try:
            kind, answer = self.wait(self.lane)
            answer = self._of_question(token, answer)
            if kind == "ok":
                return self._answer(answer, lent)
            self._take_changes(self._raised(answer).changes, lent)
            return self.failed(answer)
        except channels.Lost as error:
            raise self._lost(error) from None

    def _argument(self, value: Any, lent: list[Any]) -> Any:
        form = wire.encode(value, self.export)
        if not isinstance(value, _LENDABLE) or type(form) is not list or form[0] not in "ldSB":
            return form
        lent.append(value)
        self.lent = True
        return ["L", len(lent) - 1, form]

    def _of_question(self, token: str, payload: Any) -> Any:
        """An answer without the token of its question, which nobody knew before the question was asked."""
        if type(payload) is not list or len(payload) != 2 or payload[0] != token:
            raise channels.Lost("answered what nobody asked")
        return payload[1]

    def _answer(self, payload: Any, lent: Sequence[Any]) -> Any:
        form, changes = _pair(payload)
        self._take_changes(changes, lent)
        try:
            if type(form) is list and form[:1] == ["K"]:
                return lent[form[1]]
        except _BROKEN as error:
            raise channels.Lost("sent a malformed reply") from error
        return self._decode(form)

    def _take_changes(self, changes: list[Any], lent: Sequence[Any]) -> None:
        try:
            for number, new in changes:
                self._before.append((lent[number], copy.copy(lent[number])))
                _change(lent[number], self._decode(new))
        except _BROKEN as error:
            raise channels.Lost("sent a malformed reply") from error

    def _decode(self, form: Any) -> Any:
        try:
            return wire.decode(form, self._resolve)
        except _BROKEN as error:
            raise channels.Lost("sent a malformed reply") from error

    def _resolve(self, tag: str, parts: list[Any]) -> Any:
        if tag == "r":
            return self.exports.get(*parts)
        if tag == "e":
            return self._exception(msgspec.convert(parts[0], Raised))
        if tag == "T":
            return errors.builtin_type(parts[0])
        if tag != "o":
            raise wire.Malformed(tag)
        return self.imports.take(*parts)

    def export(self, value: Any) -> list[Any]:
        """The form of what is no plain data."""
        if isinstance(value, Handle):
            if value._peer is not self:
                raise Fault("a test hands an object of one worker to another worker")
            self.returned.append(value)
            return ReturnedRef(value)
        form = getattr(value, "__wire__", None)
        if form is not None:
            return list(form)
        if isinstance(value, BaseException):
            return ["e", self._described(value)]
        if isinstance(value, type) and errors.builtin_type(value.__name__) is value:
            return ["T", value.__name__]
        tag, dunders = access.form_of(value)
        self.gave_async |= tag == "a"
        return [tag, self.exports.give(value), self.kinds.number(type(value), dunders)]

    # What the learner's code asks of the test

    def serve(self, payload: Any) -> tuple[str, Any]:
        """Perform what a worker asks, if that is granted."""
        request = _checked(payload)
        try:
            target = self.exports.get(request.number)
            args = [self._decode(arg) for arg in request.args]
            kwargs = {name: self._decode(arg) for name, arg in request.kwargs.items()}
        except KeyError as error:
            raise channels.Lost("asked for an object that it was not given") from error
        if not access.allowed(target, request.verb, args) or _ends_the_judge(target, args):
            return "err", {
                "names": ["AttributeError"],
                "text": f"the test's object has no {args[0] if args else request.verb}",
            }
        try:
            with self._deeper():
                return "ok", wire.encode(_perform(target, request.verb, args, kwargs), self.export)
        except (Exception, SystemExit, GeneratorExit) as error:
            return "err", self._described(error)

    def attend(self, payload: Any) -> tuple[str, Any]:
        """Serve a request that comes instead of an answer: meanwhile it is the test that keeps the worker waiting."""
        with self._counting:
            self.attending += 1
        try:
            return self.serve(payload)
        finally:
            with self._counting:
                self.attending -= 1

    @contextmanager
    def _deeper(self) -> Iterator[None]:
        """One more call of the test that is served within others."""
        depth = self._local.depth = getattr(self._local, "depth", 0) + 1
        try:
            if depth > DEPTH:
                raise channels.Lost(
                    f"called back and forth with the test, {DEPTH} calls within each other"
                )
            yield
        finally:
            self._local.depth -= 1

    def _described(self, error: BaseException) -> dict[str, Any]:
        described = errors.describe(error, set())
        if isinstance(error, StopIteration):
            return described | {"value": None}
        # Kept until the learner lets go of it; its frames would keep the handles of the calls that
        # led here.
        error.__traceback__ = None
        return described | {"ref": self.exports.give(error)}

    def adopt(self, frame: WireFrame) -> None:
        """A thread of the learner calls the test: serve it in a thread of its own."""
        if self.serving >= processes.tasks(self.pid) > 0:
            raise channels.Lost("spoke in more lanes than it has threads")
        with self._counting:
            self.serving += 1
            self.high = max(self.high, self.serving)
        self.router.expect(frame[0])
        threading.Thread(target=self._run_lane, args=(frame,), daemon=True).start()

    def pump(self) -> None:
        """Let calls of the learner's threads in while the test itself waits by other means."""
        self.router.pump(lambda: self.channel.ready)

    def _run_lane(self, frame: WireFrame) -> None:
        lane, kind, payload, dead = frame
        self.take(lane)
        try:
            self.learn([], dead)
            try:
                answer = self._served(lane, kind, payload)
            finally:  # before the answer is out: the learner's thread may call again at once
                with self._counting:
                    self.serving -= 1
            self.post(lane, *answer)
        except BaseException as error:
            self.router.fail(error)

    def _served(self, lane: int, kind: str, payload: Any) -> tuple[str, Any]:
        """The answer to the only request of a lane; the next request of that lane gets another thread."""
        try:
            if kind != "do":
                raise channels.Lost("answered what nobody asked")
            return self.serve(payload)
        finally:
            self.router.forget(lane)

    # What went wrong

    def failed(self, payload: Any) -> Any:
        """Raise what the learner's code raised."""
        raised = self._raised(payload)
        try:
            error = self._exception(raised)
        except _BROKEN as broken:
            raise channels.Lost("sent a malformed reply") from broken
        if raised.names[:1] == ["StopIteration"]:
            error.value = self._decode(raised.value)  # type: ignore[attr-defined]
        self._refuse_special(raised)
        raise error

    def _raised(self, payload: Any) -> Raised:
        try:
            return msgspec.convert(payload, Raised)
        except _BROKEN as broken:
            raise channels.Lost("sent a malformed reply") from broken

    def _refuse_special(self, raised: Raised) -> None:
        frames = self._frames(raised)
        where = f" at {frames[-1].file.rsplit('/', 1)[-1]}:{frames[-1].line}" if frames else ""
        if "NotImplementedError" in raised.names:
            self.todo = Todo(f"not written yet{where}", frames=frames)
            raise self.todo
        if "SystemExit" in raised.names:
            raise Crashed(
                f"called sys.exit({one_line(raised.text, NAME_BYTES)}){where}", frames=frames
            )
        if raised.names[:1] == ["Missing"]:
            raise Failed(
                one_line(raised.text),
                advice="Keep the names and parameters that the stub came with.",
            )

    def _exception(self, raised: Raised) -> BaseException:
        if raised.ref:
            known = self.exports.get(raised.ref)
            if isinstance(known, BaseException):
                known.learners_frames = self._frames(raised)  # type: ignore[attr-defined]
                return known
        names = [name[:80] for name in raised.names if name.isidentifier()]
        error = errors.rebuild(names, printable(raised.text, MESSAGE_BYTES), LearnerError)
        error.frames = self._frames(raised)  # type: ignore[attr-defined]
        return error

    def _frames(self, raised: Raised) -> list[Frame]:
        last = raised.frames[-errors.FRAMES :]
        return [
            self._frame(one_line(file, NAME_BYTES), line, one_line(name, NAME_BYTES))
            for file, line, name in last
        ]

    def news(self) -> tuple[list[Any], list[Any]]:
        """New kinds and handles let go since the last frame."""
        return emptied(self.kinds.unsent), emptied(self.imports.dead)

    def learn(self, kinds: list[Any], dead: list[Any]) -> None:
        """Take the worker's news."""
        self._kinds_learnt += len(kinds)
        if self._kinds_learnt > MOST_KINDS:
            raise channels.Lost(f"described more than {MOST_KINDS:,} classes")
        for number, name, dunders in kinds:
            self.imports.learn(
                number, name[:80] if name.isidentifier() else "object", access.known(dunders)
            )
        for number, count in dead:
            self.exports.release(number, count)

    def close(self) -> None:
        """Hang up, wake whoever still waits, and make lent values what they were: the next test may lend them too."""
        for value, before in reversed(self._before):
            _fill(value, before)
        self.router.fail(channels.Lost("was ended"))
        self.channel.close()
        self.output.finish()


def _flat(named: dict[str, Any]) -> list[Any]:
    return [part for pair in named.items() for part in pair]


def _pair(payload: Any) -> tuple[Any, list[Any]]:
    if type(payload) is not list or len(payload) != 2 or type(payload[1]) is not list:
        raise channels.Lost("sent a malformed reply")
    return payload[0], payload[1]


def _ends_the_judge(target: Any, args: list[Any]) -> bool:
    """True for a throw into a generator of the test of what is no Exception: an interrupt would be the judge's own."""
    if getattr(target, "__name__", "") != "throw":
        return False
    kinds = (arg if isinstance(arg, type) else type(arg) for arg in args)
    return any(
        issubclass(kind, BaseException) and not issubclass(kind, Exception) for kind in kinds
    )


def _change(value: Any, new: Any) -> None:
    """Make a lent value equal to what it became in the worker.

    Raises:
        TypeError: that is of another type: a list cannot have become a range without an end.
    """
    if not any(
        isinstance(value, kind) and type(new) is kind for kind in _LENDABLE
    ):  # a Counter crosses as a dict
        raise TypeError(f"a {type(value).__name__} cannot become a {type(new).__name__}")
    _fill(value, new)


def _fill(value: Any, new: Any) -> None:
    if isinstance(value, (list, bytearray)):
        value[:] = new
    else:
        value.clear()
        value.update(new)


def _checked(payload: Any) -> Request:
    try:
        return msgspec.convert(payload, Request)
    except msgspec.ValidationError as error:
        raise channels.Lost("asked for what cannot be asked") from error


def _perform(target: Any, verb: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    if verb == "getattr":
        return getattr(target, args[0])
    if verb == "chunk":
        return target.chunk()
    if verb == "__call__" and isinstance(target, type):
        return target(*args, **kwargs)
    result = getattr(type(target), verb)(target, *args, **kwargs)
    return run_to_end(result) if verb == "__call__" and hasattr(result, "__await__") else result


def run_to_end(awaitable: Any) -> Any:
    """What an async function of the test gives, awaited in this thread."""
    import asyncio

    async def main() -> Any:
        return await awaitable

    return asyncio.run(main())
