"""The command ``bench``: what the graders cost, as ratios against a baseline that runs side by side.

Nothing here is a test: the numbers are to be read, on a machine of which one knows how busy it is.
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from graders.arguments import Parser
from graders.bench import nursery, session, sources
from graders.bench.learner import LearnerModule
from graders.bench.nursery import ForkNursery, FreshInterpreters
from graders.bounds.laziness import drain, stream
from graders.catalogue import ROOT
from graders.invocation import prog

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


@dataclass(frozen=True)
class Figure:
    """One measured figure beside its goal."""

    what: str
    measured: str
    goal: str
    note: str


def main(argv: list[str] | None = None) -> int:
    """Print the figures; always 0."""
    made = Parser(prog=prog("bench"), description="Time the graders against baselines that run side by side.")
    made.add_argument("--rounds", type=int, default=7, metavar="N", help="rounds of the whole-process comparison")
    options = made.parse_args(argv)
    print(f"  {os.cpu_count()} cores, {psutil.cpu_percent(interval=0.5):.0f}% busy at the start\n")
    for figure in figures(options.rounds):
        print(f"  {figure.what:<42} {figure.measured:>10}   goal {figure.goal:<10} {figure.note}", flush=True)
    return 0


def figures(rounds: int) -> Iterator[Figure]:
    """The figures, one after the other."""
    yield whole_process(rounds)
    yield one_exercise(rounds)
    source = nursery.start()
    try:
        yield worker_start(source)
        yield from calls(source)
    finally:
        source.close()


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
    """Ten solved exercises of five tests: ours against plain pytest on the same tests in one process."""
    with tempfile.TemporaryDirectory() as folder:
        ours, plain = Path(folder, "ours"), Path(folder, "plain")
        _ten_exercises(ours)
        _ten_exercises(plain)
        shutil.copytree(ROOT / "graders", ours / "graders", ignore=shutil.ignore_patterns("tests", "__pycache__"))
        shutil.copy(ROOT / "conftest.py", ours)
        grade = [sys.executable, "-m", "graders", "grade"]
        pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "exercises"]
        pairs = [(_timed(grade, ours), _timed(pytest, plain)) for _ in range(rounds + 1)][1:]
    ratio = statistics.median(our / theirs for our, theirs in pairs)
    seconds = " against ".join(f"{statistics.median(column):.2f} s" for column in zip(*pairs, strict=True))
    return Figure("ten exercises, of plain pytest's time", f"{ratio:.2f}x", "1.3x", seconds)


def _ten_exercises(root: Path) -> None:
    for n in range(10, 20):
        folder = root / "exercises" / "01_numbers" / f"{n}_exercise_{n}"
        folder.mkdir(parents=True)
        (folder / f"exercise_{n}.py").write_text(SOLUTION, encoding="utf-8")
        (folder / f"test_exercise_{n}.py").write_text(TESTS.format(n=n), encoding="utf-8")
    (root / "pyproject.toml").write_text("[tool.pytest.ini_options]\ntimeout = 300\n", encoding="utf-8")


def _timed(command: list[str], folder: Path) -> float:
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=_users(), stdin=subprocess.DEVNULL, capture_output=True, check=False)
    taken = time.perf_counter() - begun
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} exited {done.returncode}:\n{done.stdout.decode()}{done.stderr.decode()}")
    return taken


def _users() -> dict[str, str]:
    """This environment, but Python keeps the bytecode of the first run, as it does for users: it changes the ratio."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def one_exercise(rounds: int) -> Figure:
    """``nox -s grade -- ONE`` on a ready environment, against a bare ``import pytest``."""
    nox = shutil.which("nox")
    if nox is None or not (ROOT / "solutions").is_dir():
        return Figure("nox -s grade -- ONE", "-", "0.7 s", "nox is not on the PATH, or there are no solutions")
    command = [nox, "-s", "grade", "--", "rank_by_expensive_score", "--solutions", "--json", os.devnull]
    _timed(command, ROOT)
    bare = [sys.executable, "-c", "import pytest"]
    pairs = [(_timed(command, ROOT), _timed(bare, ROOT)) for _ in range(rounds)]
    seconds = statistics.median(one for one, _ in pairs)
    return Figure("nox -s grade -- ONE", f"{seconds:.2f} s", "0.7 s", f"{_ratio(pairs):.1f}x of import pytest")


def _ratio(pairs: list[tuple[float, float]]) -> float:
    return statistics.median(one / other for one, other in pairs)


# Workers and calls


@contextmanager
def _bench(source: ForkNursery | FreshInterpreters) -> Iterator[LearnerModule]:
    """A bench with a small module of a learner."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "quick.py")
        file.write_text(LEARNER, encoding="utf-8")
        session.enter(session.Bench(sources.read(file, "quick"), "quick.py", file, source, 0))
        try:
            yield LearnerModule("quick")
        finally:
            session.leave()


def worker_start(source: ForkNursery | FreshInterpreters) -> Figure:
    """From nothing to a worker that has loaded a module and answered, and its end; against a bare fork."""
    taken = []
    for _ in range(60):
        with _bench(source) as learner:
            taken.append(_median(lambda: learner.plus_one(1), 1))
    start = statistics.median(taken)
    return Figure("start of a worker, with its first call", f"{start * 1e3:.1f} ms", "5 ms", _of_a_fork(start))


def _of_a_fork(seconds: float) -> str:
    if not hasattr(os, "fork"):
        return "no fork here"
    return f"{seconds / _median(_fork, 60):.1f}x of a bare fork and exit"


def _fork() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def calls(source: ForkNursery | FreshInterpreters) -> Iterator[Figure]:
    """A call, a step of an iterator with a callback, a stream; against an echo over a socket pair."""
    echo = _echo()
    with _bench(source) as learner:
        call = _median(lambda: learner.plus_one(1), 3000)
        yield Figure("a call through the proxy", f"{call * 1e6:.0f} us", "100 us", f"{call / echo:.1f}x of an echo")
        numbers = learner.passed_on(number for number in range(3001))
        step = _median(lambda: next(numbers), 3000)
        yield Figure(
            "a step of an iterator, with a callback", f"{step * 1e6:.0f} us", "-", f"{step / echo:.1f}x of an echo"
        )
        flow = _median(lambda: drain(learner.passed_on(stream(range(200_000)))), 3)
        yield Figure("a stream of 200,000 items", f"{flow:.2f} s", "0.5 s", f"{flow * 5:.1f} us an item")


def _echo() -> float:
    """Seconds of one byte there and back between two processes."""
    ours, theirs = socket.socketpair()
    child = subprocess.Popen(
        [sys.executable, "-c", "import socket\ns = socket.socket(fileno=0)\nwhile d := s.recv(9): s.send(d)"],
        stdin=theirs.fileno(),
    )
    theirs.close()

    def echo() -> None:
        ours.send(b"x")
        ours.recv(1)

    echo()
    taken = _median(echo, 3000)
    ours.close()
    child.wait()
    return taken
