"""The command ``bench``: what the graders cost, as ratios against baselines beside them.

Nothing here is a test: the numbers are to be read, on a machine of which one knows how busy it is.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import psutil

from graders.bounds.laziness import drain, stream
from graders.commands.arguments import Parser, from_one
from graders.judge import environment
from graders.model import speed
from graders.model.exercises import ROOT
from graders.model.invocation import prog
from graders.model.report import Verdict
from graders.model.text import one_line
from graders.submissions import sources
from graders.workers import execution, spawners
from graders.workers.execution import Limits
from graders.workers.learner import LearnerModule
from graders.workers.spawners import Spawner

NEEDED_CPU_SECONDS = 20.0
"""What a measured worker may use on the reference machine: the longest benchmark needs one."""

LEARNER = """
def plus_one(number):
    return number + 1


def passed_on(items):
    for item in items:
        yield item
"""

TESTS = """
from exercise_{n} import Ledger, running_total


def test_sums():
    assert list(running_total([3, 1, 2])) == [3, 4, 6]


def test_empty():
    assert list(running_total([])) == []


def test_negative():
    assert list(running_total([-1, 1])) == [-1, 0]


def test_floats():
    assert list(running_total([0.5, 0.25])) == [0.5, 0.75]


def test_an_object():
    ledger = Ledger()
    ledger.add(3)
    assert ledger.total == 3
"""

SOLUTION = """
def running_total(numbers):
    total = 0
    for number in numbers:
        total += number
        yield total


class Ledger:
    def __init__(self):
        self.total = 0

    def add(self, amount):
        self.total += amount
"""


REAL = (
    "rank_by_expensive_score",
    "announce_when_gone",
    "sliding_window_mean",
    "peekable_tokens",
    "walk_deep_tree",
    "percent_of_total_two_passes",
    "records_from_chunks",
    "cpu_map_in_processes",
    "chunked_process_map",
    "wordcount_map_reduce",
)
"""Exercises whose meters cost most: each kind of them stands here twice at least."""


WAITS = ("red", "watch")
"""What a learner waits for: each is measured by screens, and takes minutes."""

CLASSES = {"class": "graders.authors.class_figures", "cluster": "graders.authors.cluster.figures"}
"""What grading a class costs, here and by Dask, with what measures it: that takes minutes too."""


@dataclass(frozen=True)
class Figure:
    """One measured figure."""

    measured: str
    note: str


@dataclass(frozen=True)
class Benchmark:
    """What is measured, beside its goal."""

    what: str
    goal: str
    measure: Callable[[], Figure]


class Unmeasured(Exception):
    """A benchmark gave no figure; the message says why in one line."""


def main(argv: list[str] | None = None) -> int:
    """Print the figures; 0, or 4 where one could not be measured."""
    made = Parser(
        prog=prog("bench"), description="Time the graders against baselines that run side by side."
    )
    made.add_argument(
        "what",
        nargs="*",
        choices=["graders", *WAITS, *CLASSES, []],
        metavar="WHAT",
        help="graders: against their baselines; watch: from a save to the first card; red: from a "
        "command to the first card of each decoy; class: grading one; cluster: the same by Dask; "
        "the first two without a name",
    )
    made.add_argument("--sample", action="store_true", help="red: one decoy an exercise")
    made.add_argument(
        "--saves",
        type=from_one("--saves"),
        default=200,
        metavar="N",
        help="watch: how many saves",
    )
    made.add_argument(
        "--rounds",
        type=from_one("--rounds"),
        default=7,
        metavar="N",
        help="rounds of the whole-process comparison",
    )
    made.add_argument(
        "--against",
        type=checkout,
        metavar="FOLDER",
        help="a checkout of another commit, for ten real exercises by both",
    )
    options = made.parse_args(argv)
    slowness = speed.slowness()
    busy = psutil.cpu_percent(interval=0.5)
    print(f"  {os.cpu_count()} cores, {busy:.0f}% busy at the start; {speed.compared(slowness)}\n")
    asked = options.what or ["graders", "watch"]
    code = 0
    if "graders" in asked:
        with closing(Workers(slowness)) as workers:
            code = _told(benchmarks(options.rounds, workers, options.against))
    for name in WAITS:
        if name in asked:
            code = max(code, _waited(name, options))
    for name in CLASSES:
        if name in asked:
            code = max(code, _class_graded(name, options.rounds))
    return code


def _class_graded(name: str, rounds: int) -> int:
    """Print what a class costs; the exit code."""
    from graders.authors.class_figures import Ungraded

    try:
        for told in importlib.import_module(CLASSES[name]).figures(rounds):
            print(told, flush=True)
    except Ungraded as why:
        print(f"  {name}: not measured: {one_line(str(why))}")
        return 4
    return 0


def _waited(name: str, options: argparse.Namespace) -> int:
    """Print what a learner waits for; the exit code."""
    if importlib.util.find_spec("termios") is None:
        print(f"  {name}: not measured: there are no pseudo-terminals here")
        return 0
    from graders.authors import waits

    try:
        told = waits.red(not options.sample) if name == "red" else waits.watched(options.saves)
    except waits.NotShown as why:
        print(f"  {name}: not measured: {one_line(str(why))}")
        return 4
    print("\n".join(told), flush=True)
    return 0


def checkout(said: str) -> Path:
    """A folder that holds graders and their solutions, else argparse's error."""
    folder = Path(said).resolve()
    if not all((folder / name).is_dir() for name in ("graders", "exercises", "solutions")):
        raise argparse.ArgumentTypeError(f"{one_line(said)}: no checkout of this repository")
    return folder


def _told(chosen: Iterable[Benchmark]) -> int:
    """Print a line for each benchmark: its figure, or why there is none; the exit code."""
    missing = 0
    for each in chosen:
        try:
            figure = each.measure()
        # A verdict is not an Exception. Whatever it is, the others are measured.
        except (Verdict, Exception) as why:
            missing += 1
            kind = f"{why.outcome}" if isinstance(why, Verdict) else type(why).__name__
            cause = str(why) if isinstance(why, Unmeasured) else f"{kind}: {why}"
            figure = Figure("-", f"not measured: {one_line(cause)}")
        print(line(each.what, figure.measured, each.goal, figure.note), flush=True)
    return 4 if missing else 0


def line(what: str, measured: str, goal: str, note: str) -> str:
    """A figure beside its goal."""
    return f"  {what:<42} {measured:>10}   goal {goal:<10} {note}"


def benchmarks(rounds: int, workers: Workers, other: Path | None = None) -> list[Benchmark]:
    """All of them, in the order in which they are measured."""
    return [
        Benchmark("ten exercises, of plain pytest's time", "1.3x", partial(whole_process, rounds)),
        Benchmark("nox -s grade -- ONE", "0.7 s", partial(one_exercise, rounds)),
        Benchmark("start of a worker, with its first call", "5 ms", partial(worker_start, workers)),
        Benchmark("a call through the proxy", "100 us", partial(call, workers)),
        Benchmark("a step of an iterator, with a callback", "-", partial(step, workers)),
        Benchmark("a stream of 200,000 items", "0.5 s", partial(flow, workers)),
        Benchmark(
            "ten real exercises, of another checkout's", "1.03x", partial(real, rounds, other)
        ),
    ]


def _median(run: Callable[[], object], times: int) -> float:
    """Seconds of the median run."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        run()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


# Whole processes


def whole_process(rounds: int) -> Figure:
    """Ten solved exercises of five tests: ours against plain pytest, in one process."""
    with tempfile.TemporaryDirectory() as folder:
        ours, plain = Path(folder, "ours"), Path(folder, "plain")
        _ten_exercises(ours)
        _ten_exercises(plain)
        left_out = shutil.ignore_patterns("tests", "__pycache__")
        shutil.copytree(ROOT / "graders", ours / "graders", ignore=left_out)
        shutil.copy(ROOT / "conftest.py", ours)
        grade = [sys.executable, "-m", "graders", "grade"]
        pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "exercises"]
        pairs = [(_timed(grade, ours), _timed(pytest, plain)) for _ in range(rounds + 1)][1:]
    seconds = [f"{statistics.median(column):.2f} s" for column in zip(*pairs, strict=True)]
    return Figure(f"{_ratio(pairs):.2f}x", " against ".join(seconds))


def _ten_exercises(root: Path) -> None:
    for n in range(10, 20):
        folder = root / "exercises" / "01_numbers" / f"{n}_exercise_{n}"
        folder.mkdir(parents=True)
        (folder / f"exercise_{n}.py").write_text(SOLUTION, encoding="utf-8")
        (folder / f"test_exercise_{n}.py").write_text(TESTS.format(n=n), encoding="utf-8")
    settings = "[tool.pytest.ini_options]\ntimeout = 300\n"
    (root / "pyproject.toml").write_text(settings, encoding="utf-8")


def _timed(command: list[str], folder: Path) -> float:
    # As for users Python keeps the bytecode of the first run, which changes the ratio; and nobody
    # tells pytest anything: neither side would be what it is.
    kept = environment.without_pytests(os.environ)
    kept = {name: value for name, value in kept.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env=kept, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    taken = time.perf_counter() - begun
    if done.returncode:
        said = (done.stdout + done.stderr).decode(errors="replace").strip().splitlines()
        last = said[-1].strip() if said else "nothing"
        raise Unmeasured(f"{' '.join(command)} exited {done.returncode}; it said last: {last}")
    return taken


def one_exercise(rounds: int) -> Figure:
    """``nox -s grade -- ONE`` on a ready environment, against a bare ``import pytest``."""
    nox = shutil.which("nox")
    if nox is None or not (ROOT / "solutions").is_dir():
        return Figure("-", "nox is not on the PATH, or there are no solutions")
    asked = ["rank_by_expensive_score", "--solutions", "--json", os.devnull]
    command = [nox, "-s", "grade", "--", *asked]
    _timed(command, ROOT)
    bare = [sys.executable, "-c", "import pytest"]
    pairs = [(_timed(command, ROOT), _timed(bare, ROOT)) for _ in range(rounds)]
    seconds = statistics.median(one for one, _ in pairs)
    return Figure(f"{seconds:.2f} s", f"{_ratio(pairs):.1f}x of import pytest")


def real(rounds: int, other: Path | None) -> Figure:
    """Ten exercises of the course, solved: this checkout against another, and that against itself.

    The second ratio is what two equal checkouts differ by here: a first ratio that is no further
    from one says nothing.
    """
    if other is None:
        return Figure("-", "--against FOLDER names the other")
    grade = [sys.executable, "-m", "graders", "grade", *REAL, "--solutions", "--json", os.devnull]
    folders = (other, ROOT, other)
    runs = [[_timed(grade, folder) for folder in folders] for _ in range(rounds + 1)][1:]
    against = _ratio([(ours, (before + after) / 2) for before, ours, after in runs])
    itself = _ratio([(after, before) for before, _, after in runs])
    theirs, ours, _ = (statistics.median(column) for column in zip(*runs, strict=True))
    return Figure(
        f"{against:.2f}x",
        f"{ours:.2f} s against {theirs:.2f} s; the other against itself {itself:.2f}x",
    )


def _ratio(pairs: list[tuple[float, float]]) -> float:
    return statistics.median(one / other for one, other in pairs)


# Workers and calls


class Workers:
    """Where the measured workers come from: started when the first is needed."""

    def __init__(self, slowness: float) -> None:
        self._slowness = slowness

    @cached_property
    def spawner(self) -> Spawner:
        """What spawns them."""
        return spawners.start()

    @contextmanager
    def learner(self) -> Iterator[LearnerModule]:
        """A small module of a learner, in a worker of its own."""
        limits = Limits(cpu=NEEDED_CPU_SECONDS, slowness=self._slowness)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "quick.py")
            file.write_text(LEARNER, encoding="utf-8")
            source = sources.read(file, "quick")
            execution.enter(
                execution.Execution(source, "quick.py", file, self.spawner, 0, limits=limits)
            )
            try:
                yield LearnerModule("quick")
            finally:
                execution.leave()

    def close(self) -> None:
        """End them all."""
        if "spawner" in vars(self):
            self.spawner.close()


def worker_start(workers: Workers) -> Figure:
    """From nothing to a worker's first answer, and its end; against a bare fork."""
    taken = []
    for _ in range(60):
        with workers.learner() as learner:
            taken.append(_median(lambda: learner.plus_one(1), 1))
    start = statistics.median(taken)
    against = "no fork here"
    if hasattr(os, "fork"):
        against = f"{start / _median(_fork, 60):.1f}x of a bare fork and exit"
    return Figure(f"{start * 1e3:.1f} ms", against)


def _fork() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def call(workers: Workers) -> Figure:
    """A call, against an echo over a socket pair."""
    with workers.learner() as learner:
        return _against_an_echo(_median(lambda: learner.plus_one(1), 3000))


def step(workers: Workers) -> Figure:
    """A step of an iterator with a callback, against an echo over a socket pair."""
    with workers.learner() as learner:
        numbers = learner.passed_on(number for number in range(3001))
        return _against_an_echo(_median(lambda: next(numbers), 3000))


def _against_an_echo(seconds: float) -> Figure:
    """Beside one byte there and back between two processes."""
    ours, theirs = socket.socketpair()
    echoes = (
        "import socket\ns = socket.socket(fileno=0)\nwhile d := s.recv(9): s.send(d)\ns.close()"
    )
    child = subprocess.Popen([sys.executable, "-c", echoes], stdin=theirs.fileno())
    theirs.close()

    def echo() -> None:
        ours.send(b"x")
        ours.recv(1)

    echo()
    taken = _median(echo, 3000)
    ours.close()
    child.wait()
    return Figure(f"{seconds * 1e6:.0f} us", f"{seconds / taken:.1f}x of an echo")


def flow(workers: Workers) -> Figure:
    """A stream, there and back."""
    with workers.learner() as learner:
        taken = _median(lambda: drain(learner.passed_on(stream(range(200_000)))), 3)
    return Figure(f"{taken:.2f} s", f"{taken * 5:.1f} us an item")
