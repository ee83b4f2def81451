"""Parallel work judged by its structure: who met whom, and how much of it ran beside other work.

A wall-clock ratio is not a verdict on a shared machine. Instead the first units of work wait until
two processes are inside a unit at the same moment (the rendezvous: it happens or it cannot), and
each unit reports the process that ran it, its begin, its end and its CPU time. The judge reads the
CPU time of the processes itself, beside those reports. Threads that run side by side do as well as
processes: see ``runners``.
"""

from __future__ import annotations

import bisect
import contextlib
import itertools
import math
import os
import stat
import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from graders.bounds import speedup
from graders.bounds.count import hold
from graders.bounds.runners import Place, Threads, place
from graders.model import interpreter
from graders.model.report import Measure, Relation
from graders.workers import execution, processes
from graders.workers.inside import requests
from graders.workers.probes import Probe

MIN_SHARE = 0.65
"""Of the CPU time, the part that must be spent while another place has a unit in flight (good pools
reach 0.80)."""

MIN_SECOND_SHARE = 0.1
"""Of the CPU time of those who do units, the part of the second of them."""

MAX_WASTE = 2.2
"""CPU time of the whole tree over that of the units alone (good pools stay below 1.5)."""

MAX_COST = 3.0
"""CPU time of the whole tree over what the judge itself needs for the work (good pools stay below
1.6)."""

MAX_BESIDE = 0.25
"""CPU time of those who do no units over that of those who do (good pools: 0.03, with a fork server
0.08)."""

SAMPLE_ITEMS = 5
"""The judge works on as many itself, to know what they cost."""

PATIENCE_SECONDS = 30.0
"""To wait for the rendezvous; only who never comes pays them."""

QUIET_SECONDS = 1.0
"""In which every process sleeps, after which nobody else can come."""

POLL_SECONDS = 0.005
"""Between two looks at the log."""

MAX_UNITS = 20_000
"""Units that are counted; more are nobody's work."""

MAX_LOG_BYTES = 1 << 20
"""Of the log, read at one look."""

NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)

READ_ONLY = os.O_RDONLY | NO_FOLLOW | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""How the log is opened: nothing that stands in its place can hold the judge up."""

UNIT = Path(execution.__file__).parent / "inside" / "unit.py"
"""The source of what does a unit."""


@dataclass
class Unit:
    """One unit of work that has ended."""

    place: Place
    begun: float
    ended: float
    cpu: float


class Watch(threading.Thread):
    """Reads the log while the learner's code runs, opens the rendezvous, and samples CPU times."""

    def __init__(self, pid: int, folder: Path) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._folder = folder
        self._over = threading.Event()
        self._read = 0
        self._threads = Threads(pid)
        self._inside: dict[str, Place] = {}
        """Units inside by name."""
        self._at_work: Counter[int] = Counter()
        """How many are inside, by the number of who works."""
        self._begun_in: Counter[Place] = Counter()
        self._awake = self._begun = time.monotonic()
        self._switches = -1
        self._opened = False
        self.high = 0
        """The most places inside a unit at the same moment, the calling one not counted."""
        self.units: list[Unit] = []
        self.cpu: dict[int, float] = {}
        """Seconds of CPU by process, seen from outside."""

    def run(self) -> None:
        """Until the block is over."""
        while not self._over.wait(POLL_SECONDS):
            self.look()

    def stop(self) -> None:
        """The block is over: take the last lines."""
        self._over.set()
        self.join()  # before the last look, which would meet the thread's own: it has no lock
        self.look()

    def look(self) -> None:
        """Read what is new, and decide whether the units may go on."""
        for line in self._lines()[: MAX_UNITS - len(self.units)]:
            self._take(line.split())
        usages = processes.usages(self._pid)
        self.cpu.update({pid: usage.cpu for pid, usage in usages.items()})
        if self._opened:
            self._threads.look(self._inside.values())
        if not self._opened and self._inside and self._decided(usages):
            self._opened = True
            # A new file or none: the learner could have put a link in its place.
            with contextlib.suppress(OSError):
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_FOLLOW
                os.close(os.open(self._folder / "units.go", flags, 0o600))

    def _lines(self) -> list[str]:
        """What is new in the log; nothing where the learner put a pipe or a link in its place."""
        try:
            # By an opener, so that it is closed even where a folder stands there.
            log = self._folder / "units.log"
            with open(log, "rb", opener=lambda path, _: os.open(path, READ_ONLY)) as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    return []
                file.seek(self._read)
                data = file.read(MAX_LOG_BYTES)
        except OSError:
            return []
        whole = data[: data.rfind(b"\n") + 1]
        self._read += len(whole)
        return whole.decode("utf-8", "replace").splitlines()

    def _take(self, words: list[str]) -> None:
        try:
            kind, name, pid, *times = words
            where = place(pid, name)
            if kind == "begin":
                self._leave(name)
                self._inside[name] = where
                self._at_work[self._threads.number(where)] += 1
                self._begun_in[where] += 1
            else:
                self.units.append(Unit(where, *map(float, times)))
                self._leave(name)
        except (ValueError, TypeError):  # a line that no unit wrote
            return
        self.high = max(self.high, len(self._at_work) - (self._pid in self._at_work))

    def _leave(self, name: str) -> None:
        where = self._inside.pop(name, None)
        if where is None:
            return
        number = self._threads.number(where)
        self._at_work[number] -= 1
        if not self._at_work[number]:
            del self._at_work[number]

    def _numbers(self, places: Iterable[Place]) -> set[int]:
        return {self._threads.number(each) for each in places}

    def _decided(self, usages: dict[int, processes.Usage]) -> bool:
        """True once the rendezvous has happened, or cannot happen any more."""
        now = time.monotonic()
        # The units that wait wake every millisecond: their processes never look asleep for long.
        at_work = {each.pid for each in self._inside.values()}
        busy = [usage for pid, usage in usages.items() if pid not in at_work]
        switches = sum(usage.switches for usage in busy)
        if switches != self._switches or not all(usage.asleep for usage in busy):
            self._switches, self._awake = switches, now
        return (
            self.high > 1
            or self._pid in self._numbers(self._begun_in)
            or now - self._awake > QUIET_SECONDS
            or now - self._begun > PATIENCE_SECONDS
        )

    @property
    def work(self) -> float:
        """Seconds of CPU that the units took."""
        return sum(unit.cpu for unit in self.units)

    @property
    def share(self) -> float:
        """The part of the units' CPU time that was spent beside a unit of another place."""
        number = self._threads.number
        others = {
            each: _Covered([unit for unit in self.units if number(unit.place) != each])
            for each in self.workers
        }
        beside = sum(unit.cpu * others[number(unit.place)].part_of(unit) for unit in self.units)
        return beside / self.work if self.work else 0.0

    @property
    def workers(self) -> set[int]:
        """The processes, and threads that may run beside the calling one, that did units."""
        return self._numbers(unit.place for unit in self.units)

    @property
    def in_parent(self) -> int:
        """Units run in the learner's own process, but for threads that run beside the caller."""
        mine = ((each, count) for each, count in self._begun_in.items() if each.pid == self._pid)
        return sum(count for each, count in mine if not self._threads.run_beside(each))

    @property
    def seen(self) -> list[float]:
        """Seconds of CPU of each who did units, seen from outside, the largest first."""
        known = self._threads.cpu | self.cpu
        return sorted((known.get(each, 0.0) for each in self.workers), reverse=True)

    @property
    def worker_kind(self) -> str:
        """What the workers are."""
        return "processes" if self.workers <= {unit.place.pid for unit in self.units} else "threads"

    @property
    def waste(self) -> float:
        """CPU time of the whole tree over that of the units."""
        return sum(self.cpu.values()) / self.work if self.work else 0.0


class _Covered:
    """The time in which any of some units was in flight, summed up so that a look costs little."""

    def __init__(self, units: list[Unit]) -> None:
        self._begins: list[float] = []
        self._ends: list[float] = []
        for unit in sorted(units, key=lambda unit: unit.begun):
            if self._ends and unit.begun <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], unit.ended)
            else:
                self._begins.append(unit.begun)
                self._ends.append(unit.ended)
        spans = (end - begin for begin, end in zip(self._begins, self._ends, strict=True))
        self._sums = [0.0, *itertools.accumulate(spans)]

    def _until(self, moment: float) -> float:
        """Seconds covered before a moment."""
        place = bisect.bisect_right(self._begins, moment)
        return self._sums[place] - (max(self._ends[place - 1] - moment, 0.0) if place else 0.0)

    def part_of(self, unit: Unit) -> float:
        """The part of a unit's time that is covered."""
        whole = unit.ended - unit.begun
        return (self._until(unit.ended) - self._until(unit.begun)) / whole if whole > 0 else 0.0


class parallel_work:
    """``with parallel_work(burn, workers=2) as work:`` where ``work.fn`` does the probe's work.

    When the block is over, the work must have been done by at most ``workers`` processes, at the
    same time, none of it in the worker's own process; or by threads of that process that run side
    by side. For work that is worth its time, ``items`` are what its units get: then CPU times are
    held too. The judge works on some of the items itself: what a unit costs is not a matter of its
    own word.
    """

    def __init__(self, work: Probe, *, workers: int, items: Sequence[Any] = ()) -> None:
        self._work = work
        self._workers = workers
        self._items = items
        self._machine: list[float] = []
        """The speed-ups of the grader's own processes."""
        self.fn: Any = None
        """A function of the probe's arguments that child processes can import."""

    def __enter__(self) -> parallel_work:
        self._running = execution.current()
        worker = self._running.worker
        self.fn = self._running.service(
            requests.UNIT, self._work.name, str(worker.folder), UNIT.read_text(encoding="utf-8")
        )
        self._watch = Watch(worker.pid, worker.folder)
        self._machine = speedup.machine() if self._items else []
        self._begun = time.monotonic()
        self._watch.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._watch.stop()
        if error is None:
            self._judge(time.monotonic() - self._begun)

    def _judge(self, wall: float) -> None:
        watch = self._watch
        hand = "Hand every item to a worker process; the calling process only waits and collects."
        hold(
            Measure("items done in the calling process", watch.in_parent, 0),
            advice=f"{hand} (This is {interpreter.name()}.)",
        )
        hold(Measure(f"{watch.worker_kind} at work at once", watch.high, 2, "at least"))
        hold(Measure(f"{watch.worker_kind} used", len(watch.workers), self._workers))
        if self._items:
            self._machine += speedup.machine()
            self._running.notes.append(
                speedup.told(watch.work, wall, speedup.parts(watch.units), self._machine)
            )
            self._hold_share()

    def _hold_share(self) -> None:
        watch = self._watch
        shares: list[tuple[str, float, float, Relation]] = [
            ("share done side by side", watch.share, MIN_SHARE, "at least"),
            ("CPU time of all processes over the work's own", watch.waste, MAX_WASTE, "at most"),
        ]
        if processes.watched():
            total, seen, cost = math.fsum(watch.cpu.values()), watch.seen, self._cost()
            busy = math.fsum(seen)
            second = seen[1] / busy if len(seen) > 1 and busy else 0.0
            beside = total / busy - 1 if busy else math.inf
            by_second = "share of the second process, seen from outside"
            over_cost = "CPU time of all processes over what the grader needs"
            over_theirs = "CPU time beside the working processes over theirs"
            shares += [
                (by_second, second, MIN_SECOND_SHARE, "at least"),
                (over_cost, total / cost, MAX_COST, "at most"),
                (over_theirs, beside, MAX_BESIDE, "at most"),
            ]
        # On a busy machine too, since shares are a matter of structure; chance has some hand in
        # them, so they get more runs.
        for what, value, bound, relation in shares:
            hold(Measure(what, round(value, 2), bound, relation), retry=True)

    def _cost(self) -> float:
        """Seconds of CPU that all items take in the judge, by the median of a few."""
        costs = []
        for item in self._items[:: max(len(self._items) // SAMPLE_ITEMS, 1)]:
            begun = time.thread_time()
            self._work.original(item)
            costs.append(time.thread_time() - begun)
        return len(self._items) * statistics.median(costs)
