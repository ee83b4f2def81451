"""The execution of one test: the learner's file, a worker for it, its limits, its measures."""

from __future__ import annotations

import contextlib
import os
import random
import re
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, TypeVar, cast

import msgspec

from graders.model import speed
from graders.model.drawing import MAX_ALIKE, MAX_CHAINS, Drawing
from graders.model.report import (
    Crashed,
    Fault,
    Frame,
    Held,
    Late,
    Measure,
    Reach,
    Refused,
    Unsure,
    Verdict,
)
from graders.submissions.sources import LearnerSource
from graders.workers import calls, memory_reading, processes
from graders.workers.calls import CallCounter
from graders.workers.channel import Lost, Output
from graders.workers.containers import Holding, Unlike, is_like
from graders.workers.denials import denied
from graders.workers.handles import LearnerError
from graders.workers.inside import confine, requests
from graders.workers.inside.requests import Service
from graders.workers.machine import Machine
from graders.workers.patience import MAX_WATCHED_SECONDS, Patience
from graders.workers.probes import names_of, probes_of
from graders.workers.pulls import Pulls
from graders.workers.script import Script, ScriptedWorker
from graders.workers.shared_memory import Segments
from graders.workers.shifts import Shifts
from graders.workers.spawners import Spawner
from graders.workers.worker import Worker

T = TypeVar("T")

POLL_SECONDS = 0.05
"""Between two looks at what the worker uses."""

GRACE_SECONDS = 0.5
"""For processes that are just ending."""

_PYTHON = r"\S+( -[ABD-Zabd-ln-z]+)* -c "
"""An interpreter with flags; none takes the next word for code but the -c at their end."""

_LITERAL = r"""(?:[^(){}'"]|'[^']*'|"[^"]*")*"""
"""What repr makes of numbers, lists and dicts of texts: no code."""

HELPERS = (
    _PYTHON + r"from multiprocessing\.resource_tracker import main; ?main\(\d+\)",
    _PYTHON + r"(import sys; )?from multiprocessing\.forkserver import main; "
    rf"main\(\d+, \d+, {_LITERAL}(sys_argv=sys\.argv\[1:\], )?\*\*\{{{_LITERAL}\}}\)( .*)?",
)
"""Command lines of the processes that multiprocessing itself keeps until the interpreter ends.

They are not the learner's fault. One of each; a copy that its fork server made is not a server.
"""

MAX_MEMORY_BYTES = 4 << 30
"""That a worker may have together with all that it started."""

MAX_WALLS = 3.0
"""How many times the limit of its own seconds a test may take in all, those of the judge's work and
those without a core included."""

MAX_PROCESSES = 40
"""That a worker may have at once, itself included."""

MAX_TASKS = 300
"""Threads that a worker may have at once, those of its processes included."""


@dataclass
class Limits:
    """How long a test may take; wide, since they only tell endless from slow."""

    cpu: float = 2.0
    """Seconds of CPU of the worker and its children, on the reference machine."""
    asleep: float = 2.0
    """Seconds at a stretch in which nothing of the worker runs while nobody keeps it waiting."""
    naps: float = 4.0
    """Seconds in all that the judge waited, and the worker neither used nor waited for a core."""
    wall: float = 60.0
    """Seconds in all, on the reference machine too, so that the CPU fits in: of those in which the
    judge waited for the learner's code, and the machine did not keep it from running."""
    slowness: float = 1.0
    """How many times as slow as the reference machine this one is: see ``graders.model.speed``."""

    def set(self, cpu: float | None, asleep: float | None) -> None:
        """Other limits from here on, even for a worker that runs; those that are None stay."""
        self.cpu = self.cpu if cpu is None else cpu
        self.asleep = self.asleep if asleep is None else asleep


class Clock:
    """Holds a worker to its limits; raises when one is reached."""

    def __init__(
        self,
        limits: Limits,
        keeps_waiting: Callable[[], bool],
        idle: Callable[[], float],
        waited_for: Callable[[], float],
        machine: Machine,
    ) -> None:
        self.limits = limits
        self._keeps_waiting = keeps_waiting
        self._idle_now = idle
        """Seconds that the judge has waited in vain so far."""
        self._waited_for_now = waited_for
        """Seconds that the judge has waited for the worker so far."""
        self._machine = machine
        self._spent: dict[int, float] = {}
        self._waited = self._waited_for = 0.0
        self._begun = self._looked = time.monotonic()
        self._idle = self._naps = self._mine = self._served = 0.0
        self._seen = (0.0, 0)

    def skip(self, seconds: float, idle: float, waited_for: float) -> None:
        """The worker was made to stand still so long.

        For ``idle`` of it the judge waited in vain, for ``waited_for`` it waited for the worker.
        """
        self._begun += seconds
        self._looked += seconds
        self._waited += idle
        self._waited_for += waited_for

    def pardon(self, cpu: float) -> None:
        """So many seconds of CPU the worker spent on what the judge asked of it for itself."""
        self._served += cpu

    def check(self, pid: int) -> None:
        """Look at the worker's processes, at most every 50 ms.

        Raises:
            Late: a limit is reached.
            Crashed: it takes more of the machine than it may.
            Unsure: the worker could not run, since others had the machine.
        """
        now = time.monotonic()
        if now - self._looked < POLL_SECONDS:
            return
        # A judge that was stopped or starved itself knows nothing of the time between two looks.
        passed, self._looked = min(now - self._looked, MAX_WATCHED_SECONDS), now
        found = processes.usages(pid)
        usages = found.values()
        _check_greed(usages)
        self._check_sleep(passed, found)
        cpu = sum(usage.cpu + usage.gone for usage in usages) - self._served
        slowness = self.limits.slowness
        if cpu > self.limits.cpu * slowness:
            allowed = speed.limit(self.limits.cpu, slowness, "allowed")
            raise Late(
                f"still running after {cpu:.1f} s of CPU, {allowed}",
                advice="Look for a loop that never ends, "
                "or for work that grows much faster than the input.",
            )
        waited_for = self._waited_for_now()
        # What the judge does between, and while somebody waits for it, is no time of the learner's.
        self._mine += 0.0 if self._keeps_waiting() else waited_for - self._waited_for
        self._waited_for = waited_for
        wall, limit = now - self._begun, self.limits.wall * slowness
        if wall > limit:
            self._check_wall(wall, limit, usages)

    def _check_wall(self, wall: float, limit: float, usages: Collection[processes.Usage]) -> None:
        """Hold the time that the learner's code had; the rest has an end too."""
        taken = self._machine.taken()
        # Who waits for cores that nobody else has waits for itself.
        starved = min(sum(usage.waited for usage in usages), taken)
        own = self._mine - starved - min(self._machine.judge_waited(), taken)
        advice = "Look for a sleep or a wait that goes on forever."
        if own > limit:
            raise Late(f"not finished after {own:.0f} s", advice=advice)
        if wall <= MAX_WALLS * limit:
            return
        if taken > wall / 2:
            cpu = sum(usage.cpu + usage.gone for usage in usages)
            raise Unsure(
                f"the machine gave this test a core for only {cpu:.1f} s in {wall:.0f} s: "
                f"others had {taken:.0f} s of its cores"
            )
        raise Late(
            f"not finished after {wall:.0f} s, in which it kept the test at work",
            advice="Look for a loop that asks the test again and again, or never lets it rest.",
        )

    def _check_sleep(self, passed: float, found: Mapping[int, processes.Usage]) -> None:
        """Add up the time in which the worker could have run, at a stretch and in all."""
        resting = (
            all(usage.asleep for usage in found.values())
            and not self._keeps_waiting()
            and processes.watched()
        )
        # By what the judge waited in vain, however often the worker wakes for a moment.
        waited = self._idle_now()
        spent = {pid: usage.cpu + usage.waited for pid, usage in found.items()}
        grown = sum(max(seconds - self._spent.get(pid, 0.0), 0.0) for pid, seconds in spent.items())
        nap = waited - self._waited - grown
        self._spent, self._waited = spent, waited
        self._naps += max(nap, 0.0) if resting else 0.0
        if self._naps > self.limits.naps:
            raise Late(
                f"asleep for {self.limits.naps:g} s in all, with little done between",
                advice="Look for a sleep in a loop: nothing here has to wait for the clock.",
            )
        # By the clock, while it never wakes.
        cpu = sum(usage.cpu + usage.gone for usage in found.values())
        seen = cpu, sum(usage.switches for usage in found.values())
        self._idle = self._idle + passed if resting and seen == self._seen else 0.0
        self._seen = seen
        if self._idle > self.limits.asleep:
            raise Late(
                f"asleep for {self.limits.asleep:g} s, waiting for what never comes",
                advice="Look for a lock never released, a queue that stays empty, "
                "a join without an end, a sleep.",
            )


def _check_greed(usages: Collection[processes.Usage]) -> None:
    if len(usages) > MAX_PROCESSES:
        raise Crashed(
            f"ran {len(usages)} processes at once, {MAX_PROCESSES} allowed",
            advice="Look for a process that is started for every item: "
            "a pool has a few, and gives them the items.",
        )
    memory, tasks = sum(usage.memory for usage in usages), sum(usage.tasks for usage in usages)
    if memory > MAX_MEMORY_BYTES:
        raise Crashed(
            f"took {memory >> 20:,} MiB of memory with all its processes, "
            f"{MAX_MEMORY_BYTES >> 20:,} allowed"
        )
    if tasks > MAX_TASKS:
        raise Crashed(
            f"ran {tasks} threads and processes at once, {MAX_TASKS} allowed",
            advice="Look for a thread or process that is started in a loop, without an end.",
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
    """What the learner's code may use: see ``inside.confine``."""
    counts_import: bool = False
    """The test holds memory against a ceiling: what the module makes at its import counts too."""
    counts_traffic: bool = False
    """The test counts what moves between processes: the kernel tells the judge of each call."""
    weighs: bool = False
    """The test holds resident memory: what is there before the module is loaded must be known."""
    script: Script | None = None
    """What services and probes of the worker answer is written down, or said in their place."""
    untraced: bool = False
    """Without tracemalloc, whose own books would count outside."""
    traced: list[Measure] = field(default_factory=list)
    """What it has measured in a run before, where this one is without it."""
    before_load: int = 0
    """Bytes resident before the learner's module was loaded; 0 where that is unknown."""
    buffers_before_load: int = 0
    """Pipes and sockets that were open then."""
    weighed: list[Measure] = field(default_factory=list)
    """What was held under each ceiling as seen from outside, against all that can be hidden."""
    explaining: int = 0
    """Bytes of the peak to explain; 0 while judging."""
    profiling: bool = False
    """The whole test is recorded, and no ceiling is held."""
    limits: Limits = field(default_factory=Limits)
    measures: list[Measure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    drawing: Drawing = field(default_factory=Drawing)
    """What the words of the test have kept for its pictures."""
    pulls: Pulls = field(default_factory=Pulls)
    """How far its sources were read when so much had been handed over."""
    shifts: list[Shifts] = field(default_factory=list)
    """When calls of its functions began and ended, for each function that has to know."""
    by_word: dict[str, None] = field(default_factory=dict)
    """Why the verdict rests on the worker's word, each reason once, in their order."""
    caught: list[str] = field(default_factory=list)
    """What errors said that the test has caught and shows nobody."""
    held: list[Held] = field(default_factory=list)
    final_verdict: Verdict | None = None
    """What ended the worker: the test's outcome, whatever the test made of it."""
    coroutine_of: str = ""
    """The learner's function that returned a coroutine which the test did not await."""
    random: random.Random = field(init=False)
    _worker: Worker | None = None
    _ordered: list[str] = field(default_factory=list)
    """Tokens of the orders that come before the learner's module is loaded, and of that to load it,
    until somebody waits for them."""
    _clock: Clock | None = None
    _addresses: dict[str, int] = field(default_factory=dict)
    """Those of the probes that are classes, as the worker had them before the learner's code."""
    _standing: threading.RLock = field(default_factory=threading.RLock)
    """Held by who has made the worker stand still."""
    stands: bool = False
    """The worker was made to stand still."""
    _telling: Output | None = None
    """Where the descriptor for that comes from."""
    calls: CallCounter | None = None
    """Counts what moves between processes, where the test does and the kernel can tell."""
    looks: list[Callable[[], None]] = field(default_factory=list)
    """At counts that grow while the judge waits; each raises a verdict once its count is over."""
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
        assert self._worker is not None
        if self._ordered:
            ordered, self._ordered = self._ordered, []
            try:
                told = self._worker.answer(ordered.pop(0))
                self._addresses = msgspec.convert(told, requests.READY.result)
                if self.weighs:
                    self._worker.answer(ordered.pop(0))
            except LearnerError as error:  # nothing of the learner's has run yet
                raise Fault(f"a worker could not be made ready: {error.named}") from None
            if self._telling is not None:  # from here on, the learner's code may send what it likes
                self._telling.on_descriptor = None
            if self.weighs:
                # Before the order to load: what the module takes as it is loaded counts.
                self.before_load = processes.resident(self._worker.pid)
                self.buffers_before_load = processes.buffers(self._worker.pid)
            try:
                self._worker.answer(ordered.pop() if ordered else self._order_load(self._worker))
            except LearnerError as error:
                line = error.frames[-1].line if error.frames else 1
                missing = isinstance(error, ImportError)
                said = denied(error, error.frames, self.rights) or error.named
                raise Refused(
                    f"{self.source.module}.py:{line}: cannot be imported: {said}",
                    advice="Only the standard library is there." if missing else "",
                    frames=list(error.frames),
                ) from None
        return self._worker

    def begin(self) -> None:
        """Start a worker and have it load what it needs; whoever uses it first waits for that."""
        self.segments = Segments(self.spawner.shared_memory) if "processes" in self.rights else None
        try:
            if confine.without_processes("files", self.rights):
                self.spawner.map_extensions()
            spawned = self.spawner.spawn()
        except OSError as error:
            # A test that expects an OSError must not take the graders' own for the learner's.
            raise Fault(f"no worker could be had: {type(error).__name__}: {error}") from None
        parts = spawned, self.watch, self._frame, self._loss
        if self.script is None:
            worker = Worker(*parts)
        else:
            worker = ScriptedWorker(self.script, names_of(self.test_file), *parts)
        self._worker = worker
        self._clock = Clock(
            self.limits,
            self._keeps_waiting,
            self._waited_in_vain,
            self._waited_for,
            Machine(self.spawner.pid, worker.pid),
        )
        notifies = (
            self.counts_traffic
            and "seccomp" in self.spawner.layers
            and worker.output.passes_descriptors
        )
        if notifies:
            self._telling = worker.output
            self._telling.on_descriptor = self._count_calls
        self._order(worker, self.spawner.layers, self.spawner.readable, notifies)

    def _count_calls(self, descriptor: int) -> None:
        """From now on, count the calls of which this descriptor tells."""
        assert self._worker
        if calls.is_listener(descriptor):
            # Of a worker that died just now its channel tells, as ever.
            with contextlib.suppress(ProcessLookupError):
                self.calls = CallCounter(descriptor, self._worker.pid)
        if self.calls is None:  # or not the worker's doing, but that of code that it has loaded
            os.close(descriptor)

    def _keeps_waiting(self) -> bool:
        assert self._worker
        counting = self.calls is not None and self.calls.keeps_waiting
        return counting or self._worker.is_kept_waiting

    def _waited_in_vain(self) -> float:
        assert self._worker
        counting = self.calls.seconds if self.calls else 0.0
        return self._worker.channel.idle - counting

    def _waited_for(self) -> float:
        assert self._worker
        counting = self.calls.seconds if self.calls else 0.0
        return self._worker.channel.waited - counting

    def _order(
        self,
        worker: Worker,
        layers: Sequence[str],
        readable: Sequence[str],
        notifies: bool = False,
    ) -> None:
        """Have the worker locked in, and load probes and module: nobody waits for that yet."""
        ready = worker.order(
            requests.READY,
            folder=str(worker.folder),
            rights=list(self.rights),
            layers=list(layers),
            readable=list(readable),
            probes=probes_of(self.test_file),
            test_file=self.test_file.name,
            modules=self._modules(worker),
            notifies=notifies,
        )
        if self.weighs:
            imports = [[module, names] for module, names in self.source.reading.imports]
            self._ordered = [ready, worker.order(requests.IMPORT, imports)]
        else:
            self._ordered = [ready, self._order_load(worker)]

    def _modules(self, worker: Worker) -> str:
        """Where probes and module are files too, for child processes to import; or ""."""
        return str(worker.folder) if "processes" in self.rights else ""

    def _order_load(self, worker: Worker) -> str:
        counts = self.counts_import and not self.untraced
        source, modules = self.source, self._modules(worker)
        return worker.order(requests.LOAD, source.module, source.text, modules, counts)

    def _frame(self, file: str, line: int, function: str) -> Frame:
        mine = file == f"{self.source.module}.py"
        return Frame(
            self.shown if mine else file, line, function, self.source.line(line) if mine else ""
        )

    def watch(self) -> None:
        """Hold the worker to limits and counts: at every wait for it, or while the judge waits.

        Raises:
            Verdict: one is reached.
        """
        assert self._worker
        assert self._clock
        try:
            if "limits" in self.spawner.layers:
                self._clock.check(self._worker.pid)
            for look in list(self.looks):
                look()
        except Verdict as verdict:
            self.final_verdict = self.final_verdict or verdict
            raise

    def patience(self, seconds: float) -> Patience:
        """To wait for something of the worker or its children: see ``Patience``."""
        pid = self.worker.pid
        return Patience(seconds, lambda: {} if self.is_inline else processes.usages(pid))

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
        if type(target) is tuple and target[0] == "g" and type(answer).__name__ == "coroutine":
            self.coroutine_of = target[1]
        return answer

    def service(self, service: Service[T], *args: Any) -> T:
        """Have a service of the worker do something: see ``inside.requests``.

        Raises:
            Crashed: its answer is not a result of this service: the learner's code has meddled.
        """
        with self._pardoning(service):
            answer = self.worker.service(service, *args)
        if service.result is object:
            return cast(T, answer)
        try:
            found = msgspec.convert(answer, service.result)
            # Counts and sizes: a number, those of a dict, or the first of a tuple.
            numbers: Iterable[Any] = [found]
            if isinstance(found, dict):
                numbers = found.values()
            elif isinstance(found, tuple):
                numbers = found[:1]
            if any(isinstance(number, int) and number < 0 for number in numbers):
                raise msgspec.ValidationError("a count or a size is negative")
        except msgspec.ValidationError:
            raise self._loss(Lost("sent a malformed reply")) from None
        return found

    @contextlib.contextmanager
    def _pardoning(self, service: Service[Any]) -> Iterator[None]:
        """What the worker does for the judge alone is not counted as the learner's CPU.

        It is limited like all else while it lasts: a collection may run what the learner left.
        """
        assert self.worker
        clock = self._clock if service in requests.FOR_THE_JUDGE else None
        before = processes.usage(self.worker.pid) if clock else None
        yield
        after = processes.usage(self.worker.pid) if clock and before else None
        if clock and before and after:
            clock.pardon(after.cpu - before.cpu)

    def reads_memory(self) -> bool:
        """True where objects are counted from outside; else by the worker's word."""
        if self.is_inline or self.explaining:
            return False
        return memory_reading.reader(self.spawner).exact

    def address_of(self, probe: str) -> int:
        """Where the worker has this class of the test file; it said so before the learner's code.

        Raises:
            Fault: it is no class.
        """
        assert self.worker
        if probe not in self._addresses:
            raise Fault(f"{probe} is no class marked @probe, so its objects cannot be counted")
        return self._addresses[probe]

    def reads_containers(self) -> bool:
        """True where what a lent list or dict holds is read from outside."""
        return self.reads_memory() and memory_reading.reader(self.spawner).containers

    def lend(self, value: Any) -> int:
        """Have the worker keep a list or dict until ``take_back``; its address there.

        Raises:
            Crashed: that is not what is there.
        """
        place = self.worker.lend(value)
        if not is_like(self.holding(place), value):
            raise self._loss(Lost("keeps something else than it was lent"))
        return place

    def holding(self, place: int) -> Holding:
        """What the lent list or dict at this address holds; nothing where it is none any more."""
        with self._standing_still(), contextlib.suppress(Unlike):
            return memory_reading.held(self.worker.pid, place, self._addresses)
        return ()

    def alive(self, kind: int) -> int:
        """Objects alive of the type at this address, as the judge reads the worker's memory."""
        self.service(requests.AT_REST)
        with self._standing_still():
            return memory_reading.instances(self.worker.pid, kind)

    def collections(self) -> int | None:
        """Runs of the collector so far, from the worker's memory; None where that is not told."""
        stats = memory_reading.reader(self.spawner).stats if self.reads_memory() else 0
        if not stats:
            return None
        with self._standing_still():
            return memory_reading.collections(self.worker.pid, stats)

    @contextlib.contextmanager
    def _standing_still(self) -> Iterator[None]:
        """The worker stands still within the block: neither time nor sleep of it counts.

        Raises:
            Crashed: its memory is not to be had, which is its own doing.
            Unsure: it does not stop, on a machine that others have.
        """
        worker, clock = self.worker, self._clock
        assert clock
        with self._standing:  # one at a time: the first to end would wake it for the other
            begun, idle, waited = time.monotonic(), worker.channel.idle, worker.channel.waited
            machine = Machine(self.spawner.pid, worker.pid)
            self.stands = True
            try:
                with processes.stopped(worker.pid):
                    yield
            except TimeoutError as error:
                raise self._restless(str(error), machine.taken()) from None
            except OSError as error:
                reason = error.strerror or error
                raise self._loss(Lost(f"kept its memory from the grader: {reason}")) from None
            finally:
                self.stands = False
                clock.skip(
                    time.monotonic() - begun,
                    worker.channel.idle - idle,
                    worker.channel.waited - waited,
                )

    def _restless(self, error: str, taken: float) -> Verdict:
        """The verdict where a worker did not stop; ``taken``: seconds of cores that others had."""
        if taken > processes.STOP_SECONDS / 2:
            return Unsure(f"{error}: others had {taken:.0f} s of this machine's cores")
        return self._loss(Lost(f"kept its memory from the grader: {error}"))

    def mark_word(self, reason: str) -> None:
        """Note that the verdict rests on the worker's word, and why: no outside meter exists.

        The verdict stays what it is; the report says it of the test, for the instructor.
        """
        self.by_word[reason] = None

    @property
    def reaches(self) -> list[Reach]:
        """Where the learner's file reaches for the interpreter."""
        return [Reach(self.shown, each.line, each.what) for each in self.source.reading.found]

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

    def hidden(self, what: str, tells: bool) -> Verdict:
        """The verdict where the kernel does not tell of the worker, though it ``tells`` of us.

        Where it tells of nobody, this system cannot. Of the worker alone it says nothing once it is
        gone, or has made itself unreadable: that is its own doing, and buys nothing.
        """
        if tells:
            return self._loss(Lost(f"kept {what} from the grader"))
        return Unsure(f"this system does not tell {what} of a process")

    def explained(self, lines: list[tuple[int, int]]) -> None:
        """Take note of the lines that held the memory at the peak, each with its bytes."""
        # By the worker's word: a line that is not there, or a size that cannot be, is left out.
        known = [
            Held(self.shown, line, self.source.line(line), size)
            for line, size in lines
            if self.source.line(line) and 0 < size < MAX_MEMORY_BYTES
        ]
        self.held = sorted(known, key=lambda held: -held.bytes)[:3]

    def busy(self, seconds: float) -> Verdict:
        """The verdict on answers that are too much for the judge.

        ``seconds`` of CPU are what it may need for them, on the reference machine.
        """
        # It was interrupted wherever it was, perhaps amid its talk with the fork server.
        self.spawner.alive = False
        most = speed.limit(seconds, self.limits.slowness)
        self.final_verdict = self.final_verdict or Crashed(
            f"gave answers that kept the grader busy for {most}"
        )
        return self.final_verdict

    # The end of the test

    def leftovers(self) -> list[str]:
        """Processes that the learner's code left running, in words."""
        locked = "seccomp" in self.spawner.layers and "processes" not in self.rights
        if self._worker is None or self.final_verdict is not None or locked:
            return []
        patience = Patience(
            GRACE_SECONDS,
            lambda: {pid: used for pid in self._below() if (used := processes.usage(pid))},
        )
        while (left := self._living()) and not patience.is_over():
            time.sleep(0.01)
        return left

    def _below(self) -> list[int]:
        """Processes below the worker, and orphans."""
        assert self._worker
        return processes.tree(self._worker.pid)[1:] + self.spawner.orphans()

    def _living(self) -> list[str]:
        """Those of them that live, but for one helper of each kind."""
        below = self._below()
        living = {pid: processes.command(pid) for pid in below if processes.usage(pid) is not None}
        for helper in HELPERS:
            own = next((pid for pid, command in living.items() if re.fullmatch(helper, command)), 0)
            living.pop(own, None)
        return [f"{pid} {command[:120]}" for pid, command in living.items()]

    def close(self) -> None:
        """End the worker and all that it started."""
        # In this order: segments are swept once nobody is left who could still use or make one.
        if self._worker is not None:
            self._worker.close()
            self.spawner.end(self._worker.pid)
            if "processes" in self.rights:
                with contextlib.suppress(OSError):  # the fork server may have been killed
                    self.spawner.settle()
        if self.calls is not None:
            self.calls.close()
        if self.segments is not None:
            self.segments.sweep()

    @property
    def given(self) -> int:
        """Items that the learner's iterators have handed over so far."""
        return self._worker.given if self._worker else 0

    @property
    def drawn(self) -> Drawing | None:
        """All that pictures of the test can be made of; None where there is nothing to draw."""
        calls = [each for shifts in self.shifts for each in shifts.timelines()]
        made = Drawing(
            self.drawing.curves[:MAX_ALIKE],
            self.pulls.stairs(self.given),
            [*self.drawing.timelines, *calls][:MAX_ALIKE],
            self.drawing.keepers[:MAX_CHAINS],
        )
        return made if made else None

    @property
    def output(self) -> str:
        """What the learner's code printed."""
        return self._worker.output.text if self._worker else ""

    @property
    def todo(self) -> Verdict | None:
        """Set once the learner's code raised NotImplementedError."""
        return self._worker.todo if self._worker else None


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
