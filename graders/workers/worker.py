"""One worker as the judge sees it: ask it, serve it, end it."""

from __future__ import annotations

import contextlib
import copy
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from graders.model.report import Crashed, Failed, Fault, Frame, Todo, Verdict
from graders.model.text import MESSAGE_BYTES, NAME_BYTES, one_line, printable
from graders.workers import access, processes
from graders.workers import channel as channels
from graders.workers.handles import Handle, LearnerError
from graders.workers.inside import errors, requests, wire
from graders.workers.inside.lanes import Frame as WireFrame
from graders.workers.inside.lanes import Peer
from graders.workers.inside.objects import Exports, Imports, ReturnedRef, TypeTable, emptied
from graders.workers.inside.requests import Service
from graders.workers.spawners import Spawned

LENDABLE = (list, dict, set, bytearray)
"""What the learner's code may change in place: the judge is told what became of it."""

_BROKEN = (msgspec.MsgspecError, LookupError, ValueError, TypeError, RecursionError)
"""What comes of reading an answer that is malformed."""

MAX_NESTED_CALLS = 50
"""Of the test's objects, each within the one before, through the learner's code."""

MAX_CLASSES = 200
"""Of the learner's, that a worker may describe; each makes one here."""

MAX_NAME = 80
"""Characters of a class's name."""


class Answer(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """What a request gave, as a worker describes it."""

    form: Any
    changes: list[tuple[int, Any]]
    """Of the lent values, by their numbers, those that are not what they were."""


class Raised(msgspec.Struct):
    """An exception as a worker describes it."""

    names: list[str]
    text: str
    frames: list[tuple[str, int, str]] = []
    ref: int = 0
    value: Any = None
    changes: list[tuple[int, Any]] = []
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
        # Threads of the learner are served by threads of ours, which count themselves.
        self._counting = threading.Lock()
        self.take(0)
        self.exports, self.imports, self.kinds = Exports(), Imports(self, Handle), TypeTable()
        self._frame = frame
        self._lost = lost
        self._kinds_learnt = 0
        self._kept: dict[int, Any] = {}
        """The forms of values that the worker keeps, by their identities here."""
        self._before: list[tuple[Any, Any]] = []
        """Lent values that were changed, each with what it was."""
        self.gave_async = False
        """The learner was handed an async function: threads of the worker wait for its calls."""
        self.given = 0
        """Items that the learner's iterators have handed over to the test."""
        self.high = 0
        """The most calls that were served at the same time."""
        self.attending = 0
        """Calls of the test that are served in lanes which wait for an answer, and questions."""
        self.serving = 0
        """Calls of the test's callables by threads of the learner that are not answered yet."""
        self.held = 0
        """Units of parallel work that wait until the judge lets them go on."""
        self.asking = 0
        """Of those that are served, who wait for the worker in turn: it keeps itself waiting."""
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
        """Perform an operation on an object in the worker.

        Or on what has a name there: ("g", a learner's name) or ("p", a probe's name). Lists, dicts,
        sets and bytearrays among the arguments are lent: what the call changes in them changes
        here too.

        Raises:
            Verdict: the worker left, the stub is not filled in.
            LearnerError: what the learner's code raised, beside its builtin class.
        """
        lent: list[Any] = []
        forms = [self._argument(arg, lent) for arg in args]
        named = [
            part
            for name, arg in (kwargs or {}).items()
            for part in (name, self._argument(arg, lent))
        ]
        where = list(target) if isinstance(target, tuple) else wire.encode(target, self.export)
        answer = self.answer(self._order([verb, where, ["l", forms], ["d", named]]), lent)
        if verb == "__next__":
            self.given += 1
        return answer

    def lend(self, value: Any) -> int:
        """Have the worker keep a list or dict, so that it is the same object in each call.

        Until ``take_back``. The object's address there.
        """
        kept = msgspec.convert(self.service(requests.LEND, value), requests.LEND.result)
        self._kept[id(value)] = ["r", kept["number"]]
        return kept["address"]

    def take_back(self, value: Any) -> None:
        """From now on, each call gets a copy of its own again."""
        self._kept.pop(id(value), None)

    def _argument(self, value: Any, lent: list[Any]) -> Any:
        form = wire.encode(value, self.export)
        if not isinstance(value, LENDABLE) or type(form) is not list or form[0] not in "ldSB":
            return form
        lent.append(value)
        return ["L", len(lent) - 1, self._kept.get(id(value), form)]

    def service(self, service: Service[Any], *args: Any) -> Any:
        """Have the worker's own service do something."""
        return self.answer(self.order(service, *args))

    def order(self, service: Service[Any], *args: Any, **named: Any) -> str:
        """Ask for a service without waiting: the token with which ``answer`` returns its result."""
        values = arguments(service, args, named)
        return self._order(
            [service.name, None, *(wire.encode(each, self.export) for each in values)]
        )

    def _order(self, request: list[Any]) -> str:
        # Nobody can know the token of a question before it is asked, and so answer ahead.
        token = os.urandom(8).hex()
        try:
            self.post(self.lane, "do", [token, *request])
        except channels.Lost as error:
            raise self._lost(error) from None
        return token

    def answer(self, token: str, lent: Sequence[Any] = ()) -> Any:
        """What the oldest request of this thread returned, or raised: see ``ask``.

        It must carry this token.
        """
        try:
            kind, payload = self._awaited(self.lane)
            if type(payload) is not list or len(payload) != 2 or payload[0] != token:
                raise channels.Lost("answered what nobody asked")
            try:
                if kind == "ok":
                    answer = msgspec.convert(payload[1], Answer)
                    self._take_changes(answer.changes, lent)
                    if type(answer.form) is list and answer.form[:1] == ["K"]:
                        # What the call returned is the test's own object.
                        return lent[answer.form[1]]
                    return wire.decode(answer.form, self._resolve)
                raised = msgspec.convert(payload[1], Raised)
                self._take_changes(raised.changes, lent)
                error = self._exception(raised)
                if raised.names[:1] == ["StopIteration"] and isinstance(error, LearnerError):
                    error.with_value(wire.decode(raised.value, self._resolve))
            except _BROKEN as broken:
                raise channels.Lost("sent a malformed reply") from broken
            raise self._verdict(raised) or error
        except channels.Lost as lost:
            raise self._lost(lost) from None

    def _awaited(self, lane: int) -> tuple[str, Any]:
        """The answer in this lane; while a call of the test is served in it, who asks is noted."""
        if not getattr(self._local, "depth", 0):
            return self.wait(lane)
        with self._counting:
            self.asking += 1
        try:
            return self.wait(lane)
        finally:
            with self._counting:
                self.asking -= 1

    def _take_changes(self, changes: list[tuple[int, Any]], lent: Sequence[Any]) -> None:
        """Make lent values what they became in the worker.

        Raises:
            TypeError: one is of another type now: a list cannot have become an endless range.
        """
        for number, form in changes:
            value = lent[number]
            self._before.append((value, copy.copy(value)))
            new = wire.decode(form, self._resolve)
            # By the base that can be lent, for a Counter crosses as a dict.
            if not any(isinstance(value, kind) and type(new) is kind for kind in LENDABLE):
                raise TypeError(f"a {type(value).__name__} cannot become a {type(new).__name__}")
            fill(value, new)

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
        """The form of what is not plain data."""
        if isinstance(value, Handle):
            if value._peer is not self:
                raise Fault("a test hands an object of one worker to another worker")
            self.returned.append(value)
            return ReturnedRef(value)
        form = getattr(value, "__wire__", None)
        if form is not None:  # a name or a probe
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
        try:
            request = msgspec.convert(payload, Request)
        except msgspec.ValidationError as error:
            raise channels.Lost("asked for what cannot be asked") from error
        try:
            target = self.exports.get(request.number)
        except KeyError as error:
            raise channels.Lost("asked for an object that it was not given") from error
        try:
            args = [wire.decode(arg, self._resolve) for arg in request.args]
            kwargs = {name: wire.decode(arg, self._resolve) for name, arg in request.kwargs.items()}
        except _BROKEN as error:
            raise channels.Lost("sent a malformed reply") from error
        if not access.allowed(target, request.verb, args) or _ends_the_judge(target, args):
            return "err", {
                "names": ["AttributeError"],
                "text": f"the test's object has no {args[0] if args else request.verb}",
            }
        depth = self._local.depth = getattr(self._local, "depth", 0) + 1
        try:
            if depth > MAX_NESTED_CALLS:
                raise channels.Lost(
                    "your code and the test's functions call each other without an end, "
                    f"{MAX_NESTED_CALLS} calls deep"
                )
            return "ok", wire.encode(_perform(target, request.verb, args, kwargs), self.export)
        except (Exception, SystemExit, GeneratorExit) as error:
            return "err", self._described(error)
        finally:
            self._local.depth -= 1

    def attend(self, payload: Any) -> tuple[str, Any]:
        """Serve a request instead of an answer: meanwhile the test keeps the worker waiting."""
        with self.answering():
            return self.serve(payload)

    @contextlib.contextmanager
    def answering(self) -> Iterator[None]:
        """Meanwhile something of the learner's waits for an answer."""
        with self._counting:
            self.attending += 1
        try:
            yield
        finally:
            with self._counting:
                self.attending -= 1

    def _described(self, error: BaseException) -> dict[str, Any]:
        described = errors.describe(error, set())
        if isinstance(error, StopIteration):
            return described | {"value": None}
        # Kept until the learner lets go of it: its frames would keep the handles of the calls that
        # led here.
        return described | {"ref": self.exports.give(error.with_traceback(None))}

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

    @property
    def is_heard_out(self) -> bool:
        """Nothing that it has sent waits for a thread of ours, which may wait for a core."""
        router = self.router
        return router.broken is not None or not (self.channel.ready or router.handing_over)

    def hold(self, units: int) -> None:
        """So many units of parallel work wait for the judge."""
        self.held = units

    @property
    def is_kept_waiting(self) -> bool:
        """True while something of the learner's waits for the judge."""
        return self.serving + self.attending + self.held > self.asking

    def _run_lane(self, frame: WireFrame) -> None:
        lane, kind, payload, dead = frame
        self.take(lane)
        try:
            self.learn([], dead)
            try:
                if kind != "do":
                    raise channels.Lost("answered what nobody asked")
                answer = self.serve(payload)
            finally:
                # Before the answer is out: the learner's thread may call again at once, and the
                # next request of this lane gets another thread.
                self.router.forget(lane)
                with self._counting:
                    self.serving -= 1
            self.post(lane, *answer)
        except BaseException as error:
            self.router.fail(error)

    # What went wrong

    def _verdict(self, raised: Raised) -> Verdict | None:
        """What the learner's code raised that ends the test, whatever the test makes of it."""
        frames = self._frames(raised)
        where = f" at {frames[-1].file.rsplit('/', 1)[-1]}:{frames[-1].line}" if frames else ""
        if "NotImplementedError" in raised.names:
            self.todo = Todo(f"not written yet{where}", frames=frames)
            return self.todo
        if "SystemExit" in raised.names:
            text = one_line(raised.text, NAME_BYTES)
            return Crashed(f"called sys.exit({text}){where}", frames=frames)
        if raised.names[:1] == ["Missing"]:
            advice = "Keep the names and parameters that the stub came with."
            return Failed(one_line(raised.text), advice=advice)
        return None

    def _exception(self, raised: Raised) -> BaseException:
        known = self.exports.get(raised.ref) if raised.ref else None
        if isinstance(known, BaseException):
            known.learners_frames = self._frames(raised)  # type: ignore[attr-defined]
            return known
        names = [name[:MAX_NAME] for name in raised.names if name.isidentifier()]
        text = printable(raised.text, MESSAGE_BYTES)
        error = errors.rebuild(names, text, LearnerError)
        assert isinstance(error, LearnerError)
        return error.with_frames(self._frames(raised))

    def _frames(self, raised: Raised) -> list[Frame]:
        return [
            self._frame(one_line(file, NAME_BYTES), line, one_line(name, NAME_BYTES))
            for file, line, name in raised.frames[-errors.FRAMES :]
        ]

    def news(self) -> tuple[list[Any], list[Any]]:
        """New kinds and handles let go since the last frame."""
        return emptied(self.kinds.unsent), self.imports.let_go()

    def learn(self, kinds: list[Any], dead: list[Any]) -> None:
        """Take the worker's news."""
        self._kinds_learnt += len(kinds)
        if self._kinds_learnt > MAX_CLASSES:
            raise channels.Lost(f"described more than {MAX_CLASSES:,} classes")
        for number, name, dunders in kinds:
            shown = name[:MAX_NAME] if name.isidentifier() else "object"
            self.imports.learn(number, shown, access.known(dunders))
        for number, count in dead:
            self.exports.release(number, count)

    def close(self) -> None:
        """Hang up, wake whoever still waits, and make lent values what they were."""
        # The next test may lend them too. The last change first, for each knows what was before it.
        for value, before in reversed(self._before):
            fill(value, before)
        self.router.fail(channels.Lost("was ended"))
        self.channel.close()
        self.output.finish()


def arguments(
    service: Service[Any], args: Sequence[Any], named: Mapping[str, Any]
) -> Iterator[Any]:
    """What a service is given, by place or by name, in the order of its parameters.

    Raises:
        Fault: these are not its parameters.
    """
    found = {**dict(zip(service.parameters, args, strict=False)), **named}
    if len(found) != len(args) + len(named) or found.keys() != set(service.parameters):
        raise Fault(f"{service.name} takes {', '.join(service.parameters) or 'nothing'}")
    return map(found.__getitem__, service.parameters)


def _ends_the_judge(target: Any, args: list[Any]) -> bool:
    """True for a throw into the test of what is not an Exception: it would end the judge."""
    if getattr(target, "__name__", "") != "throw":
        return False
    kinds = (arg if isinstance(arg, type) else type(arg) for arg in args)
    return any(
        issubclass(kind, BaseException) and not issubclass(kind, Exception) for kind in kinds
    )


def fill(value: Any, new: Any) -> None:
    """Make a lent value what another of its kind is."""
    if isinstance(value, (list, bytearray)):
        value[:] = new
    else:
        value.clear()
        value.update(new)


def _perform(target: Any, verb: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    if verb == "getattr":
        return access.name_of(target) if args[0] in access.NAMES else getattr(target, args[0])
    if verb == "chunk":
        return target.chunk()
    if verb == "__call__" and isinstance(target, type):
        return target(*args, **kwargs)
    result = getattr(type(target), verb)(target, *args, **kwargs)
    return run_to_end(result) if verb == "__call__" and hasattr(result, "__await__") else result


def run_to_end(awaitable: Any) -> Any:
    """What an async function of the test returns, awaited in this thread."""
    import asyncio

    async def main() -> Any:
        return await awaitable

    return asyncio.run(main())
