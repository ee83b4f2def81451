"""What grading a class costs: measured on a made class by the real command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import psutil

from graders.authors.benchmark import line
from graders.authors.made_class import hand_in
from graders.judge import environment
from graders.model.exercises import ROOT, Exercise, find_exercises, select
from graders.model.text import printable

MADE_OF = (
    "top_k_customers",
    "sliding_window_mean",
    "paginate_api",
    "merge_sorted_feeds",
    "records_from_chunks",
)
"""Exercises that may be graded side by side."""

LEARNERS = 60

DIFFERENT = 11
"""Answers to each exercise; a prime, so that each learner's neighbours are others in each."""

SPARE_SHARE = 0.10
"""That a class may cost more than its different answers do."""

MANY, VERY_MANY = 300, 3_000
"""Learners of whom all is graded before."""

IDLE_SECONDS = 2.0
PARENT_MIB = 300
EFFICIENCY = 0.9

LOOK_SECONDS = 0.02
"""Between two looks at the memory of the parent."""


class Ungraded(Exception):
    """A run did not come to its end; the message says why."""


class Run(NamedTuple):
    """What one run cost."""

    seconds: float
    cpu_seconds: float
    """Of it and all its children."""
    peak_mib: float
    """Of the parent alone."""


def figures(rounds: int) -> Iterator[str]:
    """A line for each figure, beside its goal."""
    chosen = select(MADE_OF, find_exercises())
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), chosen)
        yield bench.one_answer_one_grading()
        yield bench.second_judge(rounds)
        yield bench.nothing_to_do(rounds)
        yield bench.memory()


class Bench:
    """Classes of the same answers in one folder, of which the first run grades all."""

    def __init__(self, folder: Path, exercises: Sequence[Exercise]) -> None:
        self._folder, self._exercises = folder, exercises
        self._graded = folder / "graded.csv"

    def one_answer_one_grading(self) -> str:
        """CPU time of a class, beside that of as many gradings of one answer each."""
        different = self._class("different", DIFFERENT)
        alone = self._run(different, self._folder / "alone.csv")
        idle = self._run(different, self._folder / "alone.csv")
        one = (alone.cpu_seconds - idle.cpu_seconds) / DIFFERENT
        spent = self._run(self._class("class", LEARNERS), self._graded).cpu_seconds
        ratio, share = spent / (LEARNERS * one), DIFFERENT / LEARNERS
        note = f"{spent:.1f} s of CPU; one learner {one:.2f} s, {share:.2f} of the answers differ"
        return line(
            "CPU of a class, of each graded alone",
            f"{ratio:.2f}",
            f"{share + SPARE_SHARE:.2f}",
            note,
        )

    def by_dask(self, name: str) -> tuple[Run, Run]:
        """A class by two judges, and by two Dask workers of this machine."""
        whole = self._class("whole", DIFFERENT)
        first, second = (self._folder / f"{name}-{by}.csv" for by in ("judges", "workers"))
        return self._run(whole, first, "--jobs", "2"), self._run(whole, second, "--workers", "2")

    def second_judge(self, rounds: int) -> str:
        """Two judges of one run, beside two runs of one judge each that share the work."""
        whole = self._class("whole", DIFFERENT)
        halves = [
            self._class("half", DIFFERENT // 2),
            self._class("other-half", DIFFERENT - DIFFERENT // 2, DIFFERENT // 2),
        ]
        ratios, notes = [], []
        for number in range(rounds):
            outs = [
                self._folder / f"{name}-{number}.csv" for name in ("two", "left", "right", "one")
            ]
            two = self._run(whole, outs[0], "--jobs", "2").seconds
            begun = time.perf_counter()
            beside = [
                self._start(*each, "--jobs", "1") for each in zip(halves, outs[1:3], strict=True)
            ]
            for each in beside:
                each.ended()
            apart = time.perf_counter() - begun
            single = self._run(whole, outs[3], "--jobs", "1").seconds
            ratios.append(apart / two)
            notes.append(f"{single / two / 2:.2f} against {single / apart / 2:.2f}")
        middle = sorted(range(rounds), key=ratios.__getitem__)[rounds // 2]
        return line(
            "efficiency of a second judge, of two runs'",
            f"{ratios[middle]:.2f}",
            f"{EFFICIENCY}",
            notes[middle],
        )

    def nothing_to_do(self, rounds: int) -> str:
        """A run of which everything was graded before, and written."""
        many = self._class("many", MANY)
        out = self._known("many")
        self._run(many, out)
        taken = sorted(self._run(many, out) for _ in range(rounds))[rounds // 2]
        note = f"{MANY} learners; {taken.cpu_seconds:.2f} s of CPU"
        return line(
            "a run with nothing to do", f"{taken.seconds:.2f} s", f"{IDLE_SECONDS:g} s", note
        )

    def memory(self) -> str:
        """The parent of a run that writes all that there is of a large class."""
        taken = self._run(self._class("very-many", VERY_MANY), self._known("very-many"))
        note = f"{VERY_MANY} learners; all written in {taken.seconds:.0f} s"
        return line("memory of the parent", f"{taken.peak_mib:.0f} MiB", f"{PARENT_MIB} MiB", note)

    def _class(self, name: str, learners: int, first: int = 0) -> Path:
        folder = self._folder / name
        hand_in(folder, self._exercises, learners, DIFFERENT, first)
        return folder

    def _known(self, name: str) -> Path:
        """A table beside which the results of all answers lie already."""
        out = self._folder / f"{name}-graded.csv"
        shutil.copy(self._graded.with_suffix(".sqlite"), out.with_suffix(".sqlite"))
        return out

    def _run(self, handed_in: Path, out: Path, *more: str) -> Run:
        return self._start(handed_in, out, *more).ended()

    def _start(self, handed_in: Path, out: Path, *more: str) -> Running:
        names = ",".join(each.name for each in self._exercises)
        asked = [str(handed_in), "--out", str(out), "--only", names, *more]
        return Running([sys.executable, "-m", "graders", "grade_class", *asked])


class Running:
    """A run that was started."""

    def __init__(self, command: Sequence[str]) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed when the run has ended
        self._begun = time.perf_counter()
        self._process = psutil.Popen(
            command,
            cwd=ROOT,
            env=environment.without_pytests(os.environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._said,
        )

    def ended(self) -> Run:
        """What it cost, when it has come to its end.

        Raises:
            Ungraded: it did not come to a good one.
        """
        peak = 0
        while True:
            with suppress(psutil.Error):
                peak = max(peak, self._process.memory_info().rss)
            # Not psutil's wait: the kernel tells the CPU time of it and its children but here.
            pid, status, used = os.wait4(self._process.pid, os.WNOHANG)
            if pid:
                break
            time.sleep(LOOK_SECONDS)
        seconds = time.perf_counter() - self._begun
        code = os.waitstatus_to_exitcode(status)
        with self._said as said:
            said.seek(0)
            told = printable(said.read().decode("utf-8", "replace")).strip().splitlines()
        if code:
            raise Ungraded(f"a run exited {code}; it said last: {(told or ['nothing'])[-1]}")
        return Run(seconds, used.ru_utime + used.ru_stime, peak / (1 << 20))
