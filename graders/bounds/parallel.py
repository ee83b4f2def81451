"""Parallel work judged by its structure: who met whom, and how much of the work ran beside other work.

A wall-clock ratio is no verdict on a shared machine. Instead the first units of work wait until two processes are
inside a unit at the same moment (the rendezvous: it happens or it cannot), and each unit reports the process that ran
it, its begin, its end and its CPU time. The judge reads the CPU time of the processes itself, beside those reports.
"""

from __future__ import annotations

import bisect
import contextlib
import itertools
import math
import os
import stat
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from graders.bench import processes, session
from graders.bench.probes import Probe
from graders.bounds import pace
from graders.bounds.count import hold
from graders.verdicts import Measure

SHARE = 0.65
"""Of the CPU time, the part that must be spent while another process has a unit in flight (good pools reach 0.80)."""

WASTE = 2.2
"""CPU time of the whole tree over that of the units alone (good pools stay below 1.5)."""

PATIENCE = 30.0
"""Seconds to wait for the rendezvous; only who never comes pays them."""

QUIET = 1.0
"""Seconds in which every process sleeps, after which nobody else can come."""

LOOK = 0.005
"""Seconds between two looks at the log."""

MOST_UNITS = 20_000
"""Units that are counted; more are nobody's work."""

MOST = 1 << 20
"""Bytes of the log that are read at one look."""

READING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""How the log is opened: nothing that stands in its place can hold the judge up."""


@dataclass
class Unit:
    """One unit of work that has ended."""

    pid: int
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
        self._inside: dict[str, int] = {}
        self._at_work: Counter[int] = Counter()
        """Units inside by process."""
        self._awake = self._begun = time.monotonic()
        self._switches = -1
        self._opened = False
        self.high = 0
        """The most processes inside a unit at the same moment, the calling one not counted."""
        self.in_parent = 0
        """Units run in the worker itself."""
        self.units: list[Unit] = []
        self.cpu: dict[int, float] = {}
        """Seconds of CPU by process, seen from outside."""

    def run(self) -> None:
        """Until the block is over."""
        while not self._over.wait(LOOK):
            self.look()

    def stop(self) -> None:
        """The block is over: take the last lines."""
        self._over.set()
        self.join()
        self.look()

    def look(self) -> None:
        """Read what is new, and decide whether the units may go on."""
        for line in self._lines()[: MOST_UNITS - len(self.units)]:
            self._take(line.split())
        usages = processes.usages(self._pid)
        self.cpu.update({pid: usage.cpu for pid, usage in usages.items()})
        if not self._opened and self._inside and self._decided(usages):
            self._opened = True
            _create(self._folder / "units.go")

    def _lines(self) -> list[str]:
        try:
            data = _read_on(self._folder / "units.log", self._read)
        except OSError:
            return []
        whole = data[: data.rfind(b"\n") + 1]
        self._read += len(whole)
        return whole.decode("utf-8", "replace").splitlines()

    def _take(self, words: list[str]) -> None:
        try:
            kind, name, pid, *times = words
            if kind == "begin":
                self._begin(name, int(pid))
            else:
                self._at_work -= Counter({self._inside.pop(name, 0): 1})
                self.units.append(Unit(int(pid), *map(float, times)))
        except (ValueError, TypeError):  # a line that no unit wrote
            return
        self.high = max(self.high, len(self._at_work.keys() - {self._pid}))

    def _begin(self, name: str, pid: int) -> None:
        self._inside[name] = pid
        self._at_work[pid] += 1
        self.in_parent += pid == self._pid

    def _decided(self, usages: dict[int, processes.Usage]) -> bool:
        """True once the rendezvous has happened, or cannot happen any more."""
        now = time.monotonic()
        # The units that wait wake up every millisecond: their own processes never look asleep for long.
        busy = [usage for pid, usage in usages.items() if pid not in self._at_work]
        switches = sum(usage.switches for usage in busy)
        if switches != self._switches or not all(usage.asleep for usage in busy):
            self._switches, self._awake = switches, now
        return self.high > 1 or self.in_parent > 0 or now - self._awake > QUIET or now - self._begun > PATIENCE

    @property
    def work(self) -> float:
        """Seconds of CPU that the units took."""
        return sum(unit.cpu for unit in self.units)

    @property
    def share(self) -> float:
        """The part of the units' CPU time that was spent beside a unit of another process."""
        others = {pid: _Covered([unit for unit in self.units if unit.pid != pid]) for pid in self.pids}
        beside = sum(unit.cpu * others[unit.pid].part_of(unit) for unit in self.units)
        return beside / self.work if self.work else 0.0

    @property
    def pids(self) -> set[int]:
        """The processes that did units."""
        return {unit.pid for unit in self.units}

    @property
    def waste(self) -> float:
        """CPU time of the whole tree over that of the units."""
        return sum(self.cpu.values()) / self.work if self.work else 0.0


def _read_on(log: Path, start: int) -> bytes:
    """What a log holds from here on, a part at a time; nothing where the learner put a pipe or a link in its place."""
    with open(os.open(log, READING), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return b""
        file.seek(start)
        return file.read(MOST)


def _create(path: Path) -> None:
    """An empty file; nothing where something stands in its place: the learner could have put a link there."""
    with contextlib.suppress(OSError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600))


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
    """``with parallel_work(burn, workers=2) as work:`` where ``work.fn`` does the probe's work and reports it.

    When the block is over, the work must have been done by at most ``workers`` processes, at the same time, none of it
    in the worker's own process. ``shares=False`` holds no more than that: for work that costs next to nothing, whose
    CPU time tells nothing.
    """

    def __init__(self, work: Probe, *, workers: int, shares: bool = True) -> None:
        self._work = work
        self._workers = workers
        self._shares = shares
        self._machine: list[float] = []
        """The speed-ups of the grader's own processes."""
        self.fn: Any = None
        """A function of the probe's arguments that child processes can import."""

    def __enter__(self) -> parallel_work:
        self._bench = session.current()
        worker = self._bench.worker
        self.fn = self._bench.service("@unit", self._work.name, str(worker.folder), _unit_source())
        self._watch = Watch(worker.pid, worker.folder)
        self._machine = pace.machine() if self._shares else []
        self._begun = time.monotonic()
        self._watch.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._watch.stop()
        if error is None:
            self._judge(time.monotonic() - self._begun)

    def _judge(self, wall: float) -> None:
        watch = self._watch
        pids = watch.pids
        hold(Measure("items done in the calling process", watch.in_parent, 0), advice=_ADVICE["parent"])
        hold(Measure("processes at work at once", watch.high, 2, "at least"))
        hold(Measure("processes used", len(pids), self._workers))
        if self._shares:
            self._machine += pace.machine()
            self._bench.notes.append(pace.told(watch.work, wall, pace.parts(watch.units), self._machine))
            self._hold_share()

    def _hold_share(self) -> None:
        # On a busy machine too: the share is a matter of structure. Chance has some hand in it, so it gets more runs.
        for what, value, bound, relation in _shares(self._watch):
            hold(Measure(what, round(value, 2), bound, relation), retry=True)


def _shares(watch: Watch) -> list[tuple[str, float, float, Any]]:
    shares: list[tuple[str, float, float, Any]] = [
        ("share done side by side", watch.share, SHARE, "at least"),
        ("CPU time of all processes over the work's own", watch.waste, WASTE, "at most"),
    ]
    if processes.watched():
        pids = watch.pids
        busy: list[float] = sorted((cpu for pid, cpu in watch.cpu.items() if pid in pids), reverse=True)
        total = math.fsum(busy)
        seen = busy[1] / total if len(busy) > 1 and total else 0.0
        shares.append(("share of the second process, seen from outside", seen, 0.1, "at least"))
    return shares


_ADVICE = {"parent": "Hand every item to a worker process; the calling process only waits and collects."}


def _unit_source() -> str:
    path = Path(__file__).parent.parent / "bench" / "shim" / "unit.py"
    return path.read_text(encoding="utf-8")
