"""Parallel work judged by its structure: who met whom, and how much of it ran beside other work.

A wall-clock ratio is not a verdict on a shared machine. Instead the first units of work wait until
as many processes are inside a unit as there should be (the rendezvous: it happens or it cannot).
What a unit says of itself is only what it made of which item. Who says so, the kernel tells (see
``peers``); when it began and ended, the judge's clock; what it cost, the judge reads in /proc at
both moments. Threads that run side by side do as well as processes: see ``runners``.
"""

from __future__ import annotations

import bisect
import itertools
import math
import random
import statistics
import threading
import time
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from graders.bounds import speedup
from graders.bounds.count import ends_above, hold
from graders.bounds.reception import Caller, Reception
from graders.bounds.runners import Place, Threads
from graders.model import interpreter
from graders.model.drawing import Timeline
from graders.model.report import Failed, Fault, Measure, Relation
from graders.workers import execution, peers, processes
from graders.workers.inside import requests
from graders.workers.inside.unit import DONE, FREE, WAIT, spelled
from graders.workers.patience import Patience
from graders.workers.probes import Probe
from graders.workers.shifts import timeline

MIN_SHARE = 0.65
"""Of the CPU time, the part that must be spent while another place has a unit in flight (good pools
reach 0.80)."""

MIN_SECOND_SHARE = 0.1
"""Of the CPU time of those who do units, the part of the second of them."""

MIN_ITEM_SHARE = 0.3
"""Of the CPU time that the judge needs for an item, the part that its unit takes at least (seen:
0.8 to 1.6)."""

MAX_WASTE = 2.2
"""CPU time of the whole tree over that of the units alone (good pools stay below 1.5)."""

MAX_COST = 3.0
"""CPU time of the whole tree over what the judge itself needs for the work (good pools stay below
1.6)."""

MAX_BESIDE = 0.25
"""CPU time of those who do no units over that of those who do (good pools: 0.03, with a fork server
0.08)."""

MAX_OTHERS = 0.5
"""CPU time of those who do no units over what the judge itself needs for the work: who did it
beside the units would need all of that."""

SAMPLE_ITEMS = 5
"""The judge works on as many itself, to know what they cost and what comes of them."""

PATIENCE_SECONDS = 30.0
"""To wait for the rendezvous, while somebody could come; only who never comes pays them."""

QUIET_SECONDS = 1.0
"""In which every process sleeps, after which nobody else can come."""

ONE_MORE_SECONDS = 0.3
"""To wait, once all have come, for one too many."""

POLL_SECONDS = 0.005
"""Between two looks at the processes."""

IN_PARENT = "items done in the calling process"

UNIT = Path(execution.__file__).parent / "inside" / "unit.py"
"""The source of what does a unit."""


@dataclass
class Unit:
    """A time in which some place was inside of units without a break."""

    place: Place
    begun: float
    ended: float
    cpu: float
    awake: float = math.inf
    """Seconds in which it had a core or waited for one."""


@dataclass
class Shown:
    """What a unit showed of its work."""

    place: Place
    fields: tuple[str, ...]
    cpu: float = 0.0
    """Seconds that it took, where that was read."""


@dataclass
class Stay:
    """A place inside of units: since when, and what it had used by then."""

    begun: float
    cpu: float
    awake: float
    callers: set[Caller] = field(default_factory=set)
    shown: list[Shown] = field(default_factory=list)


class Watch(threading.Thread):
    """Hears the units while the learner's code runs, opens the rendezvous, and samples CPU times.

    Args:
        worker: the process that runs the learner's code.
        reception: where the units report.
        workers: how many places have to meet.
        patience: with those who may never come.
        timed: every unit's CPU time is read, so each waits for the judge when it ends, too.
    """

    def __init__(
        self, worker: Any, reception: Reception, workers: int, timed: bool, patience: Patience
    ) -> None:
        super().__init__(daemon=True)
        self._worker = worker
        self._pid = worker.pid
        self._reception = reception
        self._needed = workers
        self._timed = timed
        self._over = threading.Event()
        self._threads = Threads(self._pid)
        self._place: dict[Caller, Place] = {}
        """Who has begun a unit at least once."""
        self._waiting: set[Caller] = set()
        """Who waits at the rendezvous."""
        self._inside: set[Caller] = set()
        """Who was let go and has to say when it ends."""
        self._free: set[Caller] = set()
        """Who need not wait any more."""
        self._first: set[Caller] = set()
        """Those of them whose first unit is not done, the only one that they say the begin of."""
        self._stays: dict[Place, Stay] = {}
        self._begun_in: Counter[Place] = Counter()
        self._awake = self._begun = time.monotonic()
        self._patience = patience
        """With those who may never come."""
        self._met = math.inf
        """When all that are needed had come."""
        self._switches = -1
        self._opened = False
        self._failure: Exception | None = None
        self.at_once: set[int] = set()
        """The most places inside a unit at the same moment, the calling one not counted."""
        self.units: list[Unit] = []
        self.shown: list[Shown] = []
        self._seen: dict[int, processes.Usage] = {}
        """What each process had used when it was last seen: of a killed one, all there is."""
        self._before = {pid: used.cpu for pid, used in processes.usages(self._pid).items()}
        self.cpu: dict[int, float] = {}
        """Seconds of CPU by process since the block began, seen from outside."""

    def run(self) -> None:
        """Until the block is over."""
        looked = 0.0
        try:
            while not self._over.is_set():
                self.hear(POLL_SECONDS)
                if time.monotonic() - looked >= POLL_SECONDS:
                    self.look()
                    looked = time.monotonic()
        except Exception as error:  # units must not wait for one who hears nothing
            self._failure = error
            self._worker.hold(0)
            self._reception.close()

    def stop(self) -> None:
        """The block is over: hear what has been said by now, and hang up.

        Raises:
            Fault: it could not be watched.
        """
        self._over.set()
        self.join()  # before the last look, which would meet the thread's own: it has no lock
        if self._failure:
            raise Fault(f"the units could not be watched: {self._failure}") from self._failure
        while self.hear(0):
            pass
        self.look()
        self._worker.hold(0)
        self._reception.close()

    def hear(self, seconds: float) -> bool:
        """Take what is said within these seconds; false if that is nothing."""
        heard = False
        for caller, lines in self._reception.listen(seconds):
            heard = True
            for line in lines:
                self._take(caller, line.split("\t"))
            if not lines:
                self._waiting.discard(caller)
                self._leave(caller, ())
        return heard

    def _take(self, caller: Caller, fields: list[str]) -> None:
        kind, *rest = fields
        if kind == "begin" and caller not in self._waiting | self._inside | self._free:
            self._place[caller] = place = self._placed(caller, rest)
            self._begun_in[place] += 1
            self._waiting.add(caller)
            self._meet()
            if self._opened:
                self._let_go(caller)
            self._worker.hold(len(self._waiting))
        elif kind == "end" and caller in self._place:
            self._leave(caller, rest)
            caller.answer(DONE)
        elif kind == "did" and caller in self._free:
            place = self._place[caller]
            self._begun_in[place] += caller not in self._first
            self._first.discard(caller)
            self.shown.append(Shown(place, tuple(rest)))

    def _placed(self, caller: Caller, told: list[str]) -> Place:
        """Where a unit runs: its process by the kernel, its thread if the kernel knows of it."""
        numbers = [int(each) if each.isascii() and each.isdecimal() else 0 for each in told]
        pid, thread, inner = (*numbers, 0, 0, 0)[:3]
        pid = caller.pid or pid
        unknown = processes.watched() and thread not in processes.threads(pid)
        if pid != self._pid or unknown:
            return Place(pid, pid, 0)
        return Place(pid, thread, inner)

    def _meet(self) -> None:
        """Note who is inside now: those that wait, and those whose end is waited for."""
        inside = {self._place[each] for each in self._waiting} | self._stays.keys()
        present = self._numbers(inside) - {self._pid}
        if len(present) > len(self.at_once):
            self.at_once = present
        if len(present) >= self._needed:
            self._met = min(self._met, time.monotonic())

    def _let_go(self, caller: Caller) -> None:
        place = self._place[caller]
        self._waiting.discard(caller)
        # Those who have met need not wait again, nor those who cannot pass any more.
        in_time = self._met < math.inf or self._pid in self._numbers(self._begun_in)
        if not self._timed and in_time:
            self._free.add(caller)
            self._first.add(caller)
            caller.answer(FREE)
            return
        if place not in self._stays:
            self._stays[place] = Stay(time.monotonic(), *self._spent(place))
        self._stays[place].callers.add(caller)
        self._inside.add(caller)
        caller.answer(WAIT)

    def _leave(self, caller: Caller, fields: Sequence[str]) -> None:
        """A unit has ended, or its process."""
        if caller not in self._inside:
            return
        place = self._place[caller]
        stay = self._stays[place]
        if fields:
            stay.shown.append(Shown(place, tuple(fields)))
        self._inside.remove(caller)
        stay.callers.remove(caller)
        if stay.callers:
            return
        del self._stays[place]
        cpu, awake = self._spent(place)
        cpu = max(cpu - stay.cpu, 0.0)
        self.units.append(Unit(place, stay.begun, time.monotonic(), cpu, awake - stay.awake))
        self.shown += [Shown(place, each.fields, cpu / len(stay.shown)) for each in stay.shown]

    def _spent(self, place: Place) -> tuple[float, float]:
        """Seconds of CPU that a place has used, and those with the time it waited for a core."""
        if self._threads.number(place) != place.pid:
            used: Any = processes.threads(place.pid).get(place.thread)
        else:
            used = processes.usage(place.pid) or self._seen.get(place.pid)
        return (used.cpu, used.cpu + used.waited) if used else (0.0, 0.0)

    def look(self) -> None:
        """See what the processes have used, and decide whether those who wait may go on."""
        usages = processes.usages(self._pid)
        self._seen.update(usages)
        before = self._before
        self.cpu.update({pid: used.cpu - before.get(pid, 0.0) for pid, used in usages.items()})
        if self._opened:
            self._threads.look(self._stays.keys())
        elif self._waiting and self._decided(usages):
            self._opened = True
            for caller in list(self._waiting):
                self._let_go(caller)
            self._worker.hold(0)

    def _numbers(self, places: Iterable[Place]) -> set[int]:
        return {self._threads.number(each) for each in places}

    def _decided(self, usages: dict[int, processes.Usage]) -> bool:
        """True once the rendezvous has happened, or cannot happen any more."""
        now = time.monotonic()
        switches = sum(usage.switches for usage in usages.values())
        if switches != self._switches or not all(usage.asleep for usage in usages.values()):
            self._switches, self._awake = switches, now
        return (
            len(self.at_once) > self._needed
            or now - self._met > ONE_MORE_SECONDS
            or self._pid in self._numbers(self._begun_in)
            or now - self._awake > QUIET_SECONDS
            or self._patience.is_over()
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

    def lanes(self, wall: float) -> list[str]:
        """Who was inside of units when, over so many seconds, a row for each; the first on top."""
        return speedup.lanes(self._by_place(), self._begun, self._begun + wall)

    def timeline(self, wall: float) -> Timeline:
        """The same as a drawing is made of it, with the CPU time of all units where it was read."""
        spans = [[(unit.begun, unit.ended) for unit in units] for units in self._by_place()]
        work = self.work if self._timed else 0.0
        what = "process" if self.worker_kind == "processes" else "thread"
        return timeline(what, spans, self._begun, wall, work)

    def _by_place(self) -> list[list[Unit]]:
        units: dict[int, list[Unit]] = {}
        for unit in sorted(self.units, key=lambda unit: unit.begun):
            units.setdefault(self._threads.number(unit.place), []).append(unit)
        return list(units.values())

    @property
    def workers(self) -> set[int]:
        """The processes, and threads that may run beside the calling one, that did units."""
        return self._numbers(list(self._begun_in))

    @property
    def in_parent(self) -> int:
        """Units run in the learner's own process, but for threads that run beside the caller."""
        mine = ((each, count) for each, count in self._counted() if each.pid == self._pid)
        return sum(count for each, count in mine if not self._threads.run_beside(each))

    def _counted(self) -> list[tuple[Place, int]]:
        """Units by place; a copy in one step, for this thread's own may be adding to it."""
        return list(self._begun_in.items())

    @property
    def surely_in_parent(self) -> int:
        """Those of them of which it is certain before all is over: no thread could run beside."""
        mine = ((each, count) for each, count in self._counted() if each.pid == self._pid)
        return sum(count for each, count in mine if not self._threads.could(each))

    def number(self, place: Place) -> int:
        """What tells a place from others: see ``Threads.number``."""
        return self._threads.number(place)

    @property
    def seen(self) -> list[float]:
        """Seconds of CPU of each who did units, seen from outside."""
        known = self._threads.cpu | self.cpu
        return [known.get(each, 0.0) for each in self.workers]

    @property
    def worker_kind(self) -> str:
        """What the workers are."""
        pids = {each.pid for each in list(self._begun_in)}
        return "processes" if self.workers <= pids else "threads"

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
            # Who sleeps in a unit does no work beside anybody's.
            ended = min(unit.ended, unit.begun + unit.awake)
            if self._ends and unit.begun <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], ended)
            else:
                self._begins.append(unit.begun)
                self._ends.append(ended)
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
    by side.

    Args:
        work: a probe; what it does once is a unit.
        workers: how many processes have to be inside a unit at once; no more may do any.
        items: what the units get: each must be worked on, in one of these processes.
        results: what comes of each item. Where they are not told, the work is taken to be worth its
            time: the judge does some of the items itself, so what they cost and what comes of them
            is nobody's word, and CPU times are held too.
        worth: seconds of CPU that the judge needs for the whole work, where there are no items. The
            units must take a good part of that, and all other processes less than half of it.
        shows: a probe that gets the arguments and the result of a unit, and returns what stands for
            the item and for the result. It runs in the unit. What all units showed is in
            ``work.shown`` when the block is over, as texts: see ``inside.unit.spelled``.
    """

    def __init__(
        self,
        work: Probe,
        *,
        workers: int,
        items: Sequence[Any] = (),
        results: Sequence[Any] = (),
        worth: float = 0.0,
        shows: Probe | None = None,
    ) -> None:
        self._work = work
        self._workers = workers
        self._items = items
        self._shows = shows
        self._worth = worth
        self._costly = bool(items) and not results
        self._known = dict(zip(map(spelled, items), map(spelled, results), strict=False))
        """What comes of an item, both as units show them."""
        self._machine: list[float] = []
        """The speed-ups of the grader's own processes."""
        self.fn: Any = None
        """A function of the probe's arguments that child processes can import."""
        self.shown: list[list[tuple[str, ...]]] = []
        """What the units showed: a list for each process, the calling one left out."""

    def __enter__(self) -> parallel_work:
        self._running = execution.current()
        worker = self._running.worker
        shows = self._shows.name if self._shows else ""
        source = UNIT.read_text(encoding="utf-8")
        self.fn = self._running.service(
            requests.UNIT, self._work.name, shows, str(worker.folder), source
        )
        try:
            self._reception = Reception(worker.folder)
        except OSError as error:
            raise Failed(f"something stands in the way of the grader's socket: {error}") from None
        if not peers.known():
            self._running.mark_word("no kernel tells here who does a unit of work")
        self._machine = speedup.machine() if self._costly else []
        timed = self._costly or self._worth > 0
        patience = self._running.patience(PATIENCE_SECONDS)
        self._watch = Watch(worker, self._reception, self._workers, timed, patience)
        self._begun = time.monotonic()
        self._watch.start()
        self._running.looks.append(self._look)
        return self

    def _look(self) -> None:
        """End the test of who is over already, whatever else the units do."""
        ends_above(self._watch.surely_in_parent, 0, IN_PARENT, advice=_hand())
        used = len(self._watch.workers)
        ends_above(used, self._workers, f"{self._watch.worker_kind} used")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._running.looks.remove(self._look)
        self._watch.stop()
        wall = time.monotonic() - self._begun
        if self._watch.units:
            self._running.drawing.timelines.append(self._watch.timeline(wall))
        if error is None:
            self._judge(wall)

    def _judge(self, wall: float) -> None:
        watch, pid = self._watch, self._running.worker.pid
        if self._reception.overrun:
            raise Failed("reported more units of work than anybody has to do")
        hold(Measure(IN_PARENT, watch.in_parent, 0), advice=_hand())
        elsewhere: dict[int, list[Shown]] = {number: [] for number in watch.workers - {pid}}
        for each in watch.shown:
            elsewhere.get(watch.number(each.place), []).append(each)
        self.shown += [[each.fields for each in shown] for shown in elsewhere.values()]
        cost = self._sample() if self._costly else 0.0
        left, did = self._unfinished(elsewhere, MIN_ITEM_SHARE * cost)
        kind = watch.worker_kind
        # Without items a unit may be all that a process does, and a Pool kills what waits for more.
        met = len(watch.at_once & did if self._items else watch.at_once)
        hold(Measure(f"{kind} at work at once", met, self._workers, "at least"))
        hold(Measure(f"{kind} used", len(watch.workers), self._workers))
        if self._items:
            hold(Measure(f"items that none of these {kind} did", left, 0), retry=self._costly)
        if self._costly:
            self._machine += speedup.machine()
            self._running.notes.append(
                speedup.told(watch.work, wall, watch.lanes(wall), self._machine)
            )
            self._hold_share(cost * len(self._items))
        if self._worth:
            self._hold_worth()

    def _sample(self) -> float:
        """Do some of the items here: the median of the seconds of CPU that one takes."""
        costs = []
        for item in random.sample(list(self._items), min(SAMPLE_ITEMS, len(self._items))):
            begun = time.thread_time()
            self._known[spelled(item)] = spelled(self._work.original(item))
            costs.append(time.thread_time() - begun)
        return statistics.median(costs)

    def _unfinished(self, shown: dict[int, list[Shown]], needed: float) -> tuple[int, set[int]]:
        """How many items nobody did, and who did any, in so many seconds of CPU at least."""
        left, did = Counter(map(spelled, self._items)), set()
        for number, each in ((number, each) for number, some in shown.items() for each in some):
            # The first one counts: who says again what others have said has done nothing.
            item, result, *_ = (*each.fields, "", "")
            known = left[item] > 0 and self._known.get(item, result) == result
            if each.cpu >= needed and (known or not self._items):
                left[item] -= 1
                did.add(number)
        return left.total(), did

    def _hold_share(self, cost: float) -> None:
        watch = self._watch
        shares: list[tuple[str, float, float, Relation]] = [
            ("share done side by side", watch.share, MIN_SHARE, "at least"),
            ("CPU time of all processes over the work's own", watch.waste, MAX_WASTE, "at most"),
        ]
        if processes.watched():
            total, seen = math.fsum(watch.cpu.values()), watch.seen
            busy = math.fsum(seen)
            second = _second_share(seen)
            beside = total / busy - 1 if busy else math.inf
            by_second = "share of the second process, seen from outside"
            over_cost = "CPU time of all processes over what the grader needs"
            over_theirs = "CPU time beside the working processes over theirs"
            shares += [
                (by_second, second, MIN_SECOND_SHARE, "at least"),
                (over_cost, total / cost, MAX_COST, "at most"),
                (over_theirs, beside, MAX_BESIDE, "at most"),
            ]
        _hold_all(shares)

    def _hold_worth(self) -> None:
        watch = self._watch
        cost = dict.fromkeys(watch.workers, 0.0)
        for unit in watch.units:
            cost[watch.number(unit.place)] += unit.cpu
        second = _second_share(cost.values())
        others = math.fsum(used for pid, used in watch.cpu.items() if pid not in cost)
        over = "over what the grader needs"
        shares: list[tuple[str, float, float, Relation]] = [
            (
                f"CPU time of the working processes {over}",
                math.fsum(cost.values()) / self._worth,
                MIN_ITEM_SHARE,
                "at least",
            ),
            ("share of the second process", second, MIN_SECOND_SHARE, "at least"),
            (
                f"CPU time of all other processes {over}",
                others / self._worth,
                MAX_OTHERS,
                "at most",
            ),
        ]
        _hold_all(shares)


def _hand() -> str:
    """What to do about units in the calling process."""
    hand = "hand every item to a worker process; the calling process only waits and collects."
    return f"This is {interpreter.name()}: {hand}"  # a test's own advice may follow


def _second_share(seconds: Collection[float]) -> float:
    """The part of these that is the second largest; 0 where there is none."""
    total, largest = math.fsum(seconds), sorted(seconds, reverse=True)
    return largest[1] / total if len(largest) > 1 and total else 0.0


def _hold_all(shares: Iterable[tuple[str, float, float, Relation]]) -> None:
    """Hold shares, each by its name, its value, its bound and how they relate."""
    # On a busy machine too, since shares are a matter of structure; chance has some hand in them,
    # so they get more runs.
    for what, value, bound, relation in shares:
        hold(Measure(what, round(value, 2), bound, relation), retry=True)
