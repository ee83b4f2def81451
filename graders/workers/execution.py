"""The execution of one test: the learner's file, a worker for it, its limits, and what was measured on it."""

from __future__ import annotations

import contextlib
import random
import re
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, TypeVar, cast

import msgspec

from graders.model import speed
from graders.model.report import (
    Crashed,
    Failed,
    Fault,
    Frame,
    Held,
    Late,
    Measure,
    Refused,
    Unsure,
    Verdict,
)
from graders.submissions.sources import LearnerSource
from graders.workers import processes
from graders.workers.channel import Lost
from graders.workers.handles import LearnerError
from graders.workers.inside import requests
from graders.workers.inside.requests import Service
from graders.workers.probes import probes_of
from graders.workers.shared_memory import Segments
from graders.workers.spawners import ForkServer, FreshSpawner, Spawned
from graders.workers.worker import Worker

T = TypeVar("T")

Spawner = ForkServer | FreshSpawner

LOOK = 0.05
"""Seconds between two looks at what the worker uses."""

LONGEST_LOOK = 0.5
"""Seconds between two looks that count as watched."""

GRACE = 0.5
"""Seconds for processes that are just ending."""

_PYTHON = r"\S+( -[ABD-Zabd-ln-z]+)* -c "
"""An interpreter with flags; none takes the next word for code but the -c at their end."""

_LITERAL = r"""(?:[^(){}'"]|'[^']*'|"[^"]*")*"""
"""What repr gives of numbers, lists and dicts of texts: no code."""

HELPERS = (
    _PYTHON + r"from multiprocessing\.resource_tracker import main; ?main\(\d+\)",
    _PYTHON + r"(import sys; )?from multiprocessing\.forkserver import main; "
    rf"main\(\d+, \d+, {_LITERAL}(sys_argv=sys\.argv\[1:\], )?\*\*\{{{_LITERAL}\}}\)( .*)?",
)
"""Command lines of the processes that multiprocessing itself keeps until the interpreter ends: no
fault of the learner's. One of each; a copy that the fork server made is no server."""

MOST_MEMORY = 4 << 30
"""Bytes of memory that a worker may have together with all that it started."""

MOST_PROCESSES = 40
"""Processes that a worker may have at once, itself included."""

MOST_TASKS = 300
"""Threads that a worker may have at once, those of its processes included."""


@dataclass
class Limits:
    """How long a test may take; wide, since they only tell endless from slow."""

    cpu: float = 2.0
    """Seconds of CPU of the worker and its children, on the reference machine."""
    asleep: float = 2.0
    """Seconds at a stretch in which nothing of the worker runs while nobody keeps it waiting."""
    naps: float = 4.0
    """Seconds in all that the judge waited and that were neither used nor spent waiting for a
    core."""
    wall: float = 60.0
    """Seconds in all, after which nothing is known; of the reference machine too, so that the CPU
    fits in."""
    slowness: float = 1.0
    """How many times as slow as the reference machine this one is: see ``graders.model.speed``."""

    def set(self, cpu: float | None, asleep: float | None) -> None:
        """Other limits from here on, even for a worker that runs; those that are None stay."""
        self.cpu = self.cpu if cpu is None else cpu
        self.asleep = self.asleep if asleep is None else asleep


class Clock:
    """Holds a worker to its limits; raises when one is reached."""

    def __init__(
        self, limits: Limits, keeps_waiting: Callable[[], bool], idle: Callable[[], float]
    ) -> None:
        self.limits = limits
        self._keeps_waiting = keeps_waiting
        self._idle_now = idle
        """Seconds that the judge has waited in vain so far."""
        self._spent: dict[int, float] = {}
        self._waited = 0.0
        self._begun = self._looked = time.monotonic()
        self._idle = self._naps = 0.0
        self._seen: tuple[float, int] = (0.0, 0)

    def check(self, pid: int) -> None:
        """Look at the worker's processes, at most every 50 ms.

        Raises:
            Late: a limit is reached.
            Crashed: it takes more of the machine than it may.
            Unsure: the worker could not run, because the machine was busy.
        """
        now = time.monotonic()
        if now - self._looked < LOOK:
            return
        # A judge that was stopped or starved itself knows nothing of the time between two looks.
        passed, self._looked = min(now - self._looked, LONGEST_LOOK), now
        found = processes.usages(pid)
        usages = found.values()
        _check_greed(usages)
        cpu = sum(usage.cpu + usage.gone for usage in usages)
        asleep = all(usage.asleep for usage in usages)
        self._check_naps({each: usage.cpu + usage.waited for each, usage in found.items()}, asleep)
        slowness = self.limits.slowness
        if cpu > self.limits.cpu * slowness:
            raise Late(
                f"still running after {cpu:.1f} s of CPU, {speed.limit(self.limits.cpu, slowness, 'allowed')}",
                advice="Look for a loop that never ends, or for work that grows much faster than the input.",
            )
        self._check_awake(passed, (cpu, sum(usage.switches for usage in usages)), asleep)
        if now - self._begun > self.limits.wall * slowness:
            waited = sum(usage.waited for usage in usages)
            raise _too_long(now - self._begun, cpu, waited)

    def _check_naps(self, spent: dict[int, float], asleep: bool) -> None:
        """Add up the time in which the worker could have run and did not, however often it wakes for a moment."""
        waited = self._idle_now()
        grown = sum(max(seconds - self._spent.get(pid, 0.0), 0.0) for pid, seconds in spent.items())
        nap = waited - self._waited - grown
        self._spent, self._waited = spent, waited
        if asleep and nap > 0 and not self._keeps_waiting() and processes.watched():
            self._naps += nap
        if self._naps > self.limits.naps:
            raise Late(
                f"asleep for {self.limits.naps:g} s in all, with little done between",
                advice="Look for a sleep in a loop: nothing here has to wait for the clock.",
            )

    def _check_awake(self, passed: float, seen: tuple[float, int], asleep: bool) -> None:
        quiet = seen == self._seen and asleep and not self._keeps_waiting() and processes.watched()
        self._seen, self._idle = seen, self._idle + passed if quiet else 0.0
        if self._idle > self.limits.asleep:
            raise Late(
                f"asleep for {self.limits.asleep:g} s, waiting for what never comes",
                advice="Look for a lock never released, a queue that stays empty, a join without an end, a sleep.",
            )


def _check_greed(usages: Collection[processes.Usage]) -> None:
    if len(usages) > MOST_PROCESSES:
        advice = "Look for a process that is started for every item: a pool has a few, and gives them the items."
        raise Crashed(
            f"ran {len(usages)} processes at once, {MOST_PROCESSES} allowed", advice=advice
        )
    memory, tasks = sum(usage.memory for usage in usages), sum(usage.tasks for usage in usages)
    if memory > MOST_MEMORY:
        raise Crashed(
            f"took {memory >> 20:,} MiB of memory with all its processes, {MOST_MEMORY >> 20:,} allowed"
        )
    if tasks > MOST_TASKS:
        advice = "Look for a thread or process that is started in a loop, without an end."
        raise Crashed(
            f"ran {tasks} threads and processes at once, {MOST_TASKS} allowed", advice=advice
        )


def _too_long(wall: float, cpu: float, waited: float) -> Verdict:
    if waited > wall / 2:
        return Unsure(f"the machine gave this test a core for only {cpu:.1f} s in {wall:.0f} s")
    return Late(
        f"not finished after {wall:.0f} s",
        advice="Look for a sleep or a wait that goes on forever.",
    )


@dataclass
class Execution:
    """Where one test runs."""

    source: LearnerSource
    shown: str
    """The graded file's path as people know it."""
    test_file: Path
    spawner: Spawner
    seed: int
    rights: Collection[str] = ()
    """What the learner's code may use: see ``inside.lock.RIGHTS``."""
    counts_import: bool = False
    """The test holds memory against a ceiling: what the learner's module makes at import counts as
    well."""
    explaining: int = 0
    """Bytes of the peak to explain; 0 while judging."""
    limits: Limits = field(default_factory=Limits)
    measures: list[Measure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    final_verdict: Verdict | None = None
    """What ended the worker: the test's outcome, whatever the test made of it."""
    coroutine_of: str = ""
    """The learner's function that gave a coroutine which the test did not await."""
    random: random.Random = field(init=False)
    _worker: Worker | None = None
    _ordered: tuple[str, ...] = ()
    """Tokens of the orders to get ready and to load the module, until somebody waits for them."""
    _clock: Clock | None = None
    _inside: bool = False
    """Something was measured in the worker, beside the learner's code."""
    segments: Segments | None = None
    """The shared memory that the test's processes make."""
    is_inline: ClassVar[bool] = False
    """The learner's code runs in the judge's own process."""

    def __post_init__(self) -> None:
        self.random = random.Random(f"{self.seed}:{self.test_file.name}")

    @property
    def worker(self) -> Worker:
        """The worker, started and loaded on first use."""
        if self.final_verdict is not None:
            raise self.final_verdict
        if self._worker is None:
            self.begin()
        if self._ordered:
            ordered, self._ordered = self._ordered, ()
            self._finish_loading(*ordered)
        assert self._worker is not None
        return self._worker

    def begin(self) -> None:
        """Start a worker and have it load probes and the learner's module; whoever uses it first waits for that."""
        self.segments = Segments(self.spawner.shared_memory) if "processes" in self.rights else None
        spawned = self._spawned()
        worker = Worker(spawned, self._tick, self._frame, self._loss)
        self._worker = worker
        self._clock = Clock(
            self.limits, lambda: worker.serving + worker.attending > 0, lambda: worker.channel.idle
        )
        self._order(worker, self.spawner.layers, self.spawner.readable)

    def _spawned(self) -> Spawned:
        """A blank worker; a test that expects an OSError must not take the graders' own for the learner's."""
        try:
            return self.spawner.spawn()
        except OSError as error:
            raise Fault(f"no worker could be had: {type(error).__name__}: {error}") from None

    def _order(self, worker: Worker, layers: Sequence[str], readable: Sequence[str]) -> None:
        """Have the worker locked in, and load probes and module; from files too where child processes import them."""
        written = str(worker.folder) if "processes" in self.rights else ""
        locked = str(worker.folder), list(self.rights), list(layers), list(readable)
        ready = worker.order(
            requests.READY, *locked, probes_of(self.test_file), self.test_file.name, written
        )
        load = worker.order(
            requests.LOAD, self.source.module, self.source.text, written, self.counts_import
        )
        self._ordered = ready, load

    def _finish_loading(self, ready: str, load: str) -> None:
        assert self._worker is not None
        try:
            self._worker.answer(ready)
        except LearnerError as error:  # nothing of the learner's has run yet
            raise Fault(f"a worker could not be made ready: {error.named}") from None
        try:
            self._worker.answer(load)
        except LearnerError as error:
            line = error.frames[-1].line if error.frames else 1
            raise Refused(
                f"{self.source.module}.py:{line}: cannot be imported: {error.named}",
                advice="Only the standard library is there."
                if isinstance(error, ImportError)
                else "",
                frames=list(error.frames),
            ) from None

    def _frame(self, file: str, line: int, function: str) -> Frame:
        mine = file == f"{self.source.module}.py"
        return Frame(
            self.shown if mine else file, line, function, self.source.line(line) if mine else ""
        )

    def _tick(self) -> None:
        assert self._worker
        assert self._clock
        if "limits" not in self.spawner.layers:
            return
        try:
            self._clock.check(self._worker.pid)
        except Verdict as verdict:
            self.final_verdict = self.final_verdict or verdict
            raise

    def ask(
        self,
        verb: str,
        target: Any,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """Perform an operation in the worker: see ``Worker.ask``."""
        if verb == "await":
            self.coroutine_of = ""
        answer = self.worker.ask(verb, target, args, kwargs)
        self._inside = self._inside or (type(target) is tuple and target[0] == "p")
        if type(target) is tuple and target[0] == "g" and type(answer).__name__ == "coroutine":
            self.coroutine_of = target[1]
        return answer

    def service(self, service: Service[T], *args: Any) -> T:
        """Have a service of the worker do something: see ``inside.requests``.

        Raises:
            Crashed: its answer is not a result of this service; the learner's code has meddled with
                it.

        """
        answer = self.worker.service(service, *args)
        self._inside = True
        try:
            return _result(answer, service.result)
        except msgspec.ValidationError:
            raise self._loss(Lost("sent a malformed reply")) from None

    def check_meddling(self) -> None:
        """Refuse to hold what was measured beside the learner's code against a bound, if that code goes for the meters.

        Raises:
            Failed: it does, without the right to "insides".
        """
        if "insides" in self.rights or "meters" not in self.spawner.layers:
            return
        lent = self._worker is not None and self._worker.lent
        found = [
            each for each in self.source.reading.found if self._inside or (lent and each.plain)
        ]
        if not found:
            return
        line, what = found[0].line, found[0].what
        raise Failed(
            f"{self.source.module}.py:{line}: reaches into the interpreter that measures it: {what}",
            advice="Solve it without frames, the collector's lists or other modules' insides: then it can be measured.",
            frames=[Frame(self.shown, line, "<module>", self.source.line(line))],
        )

    def _loss(self, error: Lost) -> Verdict:
        """The verdict on a worker that is gone or talks nonsense: the first reason stands."""
        if self.final_verdict is None:
            assert self._worker
            try:
                ended = self.spawner.how_it_ended(self._worker.pid)
            except OSError:
                ended = "killed the process that looks after it"
            self.final_verdict = Crashed(str(error) if "channel" in ended else ended)
        return self.final_verdict

    def explained(self, lines: list[tuple[int, int]]) -> None:
        """Take note of the lines that held the memory at the peak, each with its bytes, by the worker's word."""
        known = [
            (line, size)
            for line, size in lines
            if self.source.line(line) and 0 < size < MOST_MEMORY
        ]
        largest = sorted(known, key=lambda item: -item[1])[:3]
        self.held = [Held(self.shown, line, self.source.line(line), size) for line, size in largest]

    def busy(self, seconds: float) -> Verdict:
        """The verdict on answers that are too much for the judge; its talk with the fork server may be broken off.

        ``seconds`` of CPU are what it may need for them, on the reference machine.
        """
        self.spawner.alive = False
        most = speed.limit(seconds, self.limits.slowness)
        self.final_verdict = self.final_verdict or Crashed(
            f"gave answers that kept the grader busy for {most}"
        )
        return self.final_verdict

    # The end of the test

    def leftovers(self) -> list[str]:
        """Processes that the learner's code left running, in words; those that are just ending get a moment."""
        if self._worker is None or self.final_verdict is not None or self._cannot_start:
            return []
        end = time.monotonic() + GRACE
        while (left := self._living()) and time.monotonic() < end:
            time.sleep(0.01)
        return left

    @property
    def _cannot_start(self) -> bool:
        """True where the lock-in lets this test start no process."""
        return "seccomp" in self.spawner.layers and "processes" not in self.rights

    def _living(self) -> list[str]:
        """Processes below the worker, and orphans, but for one helper of each kind."""
        assert self._worker
        below = processes.tree(self._worker.pid)[1:] + self.spawner.orphans()
        living = {pid: processes.command(pid) for pid in below if processes.usage(pid) is not None}
        for helper in HELPERS:
            own = next((pid for pid, command in living.items() if re.fullmatch(helper, command)), 0)
            living.pop(own, None)
        return [f"{pid} {command[:120]}" for pid, command in living.items()]

    def watch(self) -> None:
        """Hold the worker to its limits while the judge waits by other means.

        Raises:
            Verdict: one is reached.
        """
        self._tick()

    def close(self) -> None:
        """End the worker and all that it started."""
        if self._worker is not None:
            self._worker.close()
            self.spawner.end(self._worker.pid)
            if "processes" in self.rights:
                with contextlib.suppress(OSError):  # the fork server may have been killed
                    self.spawner.settle()
        if self.segments is not None:
            self.segments.sweep()

    @property
    def output(self) -> str:
        """What the learner's code printed."""
        return self._worker.output.text if self._worker else ""

    @property
    def todo(self) -> Verdict | None:
        """Set once the learner's code raised NotImplementedError."""
        return self._worker.todo if self._worker else None


def _result(answer: Any, kind: type[T]) -> T:
    """A worker's answer as a service's result.

    Raises:
        msgspec.ValidationError: it is of another type, or a number in it is negative.
    """
    if kind is object:
        return cast(T, answer)
    found = msgspec.convert(answer, kind)
    numbers = (
        found.values()
        if isinstance(found, dict)
        else [found[0]]
        if isinstance(found, tuple)
        else [found]
    )
    if any(isinstance(number, int) and number < 0 for number in numbers):
        raise msgspec.ValidationError("a count or a size is negative")
    return found


_current: list[Execution] = []


def current() -> Execution:
    """The execution of the running test.

    Raises:
        Fault: outside of a test.
    """
    if not _current:
        raise Fault(
            "the learner's code can be used inside a test only, not while test files are imported"
        )
    return _current[-1]


def enter(running: Execution) -> None:
    """Make this the execution of the running test."""
    _current.append(running)


def leave() -> None:
    """The test is over."""
    _current.pop().close()
