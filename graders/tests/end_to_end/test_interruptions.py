"""Ctrl-C and kill, at any moment: nothing is left running, and what was graded is shown."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from graders.authors.mutation.kept import PLACE
from graders.tests.end_to_end.checkout import GRADERS, Checkout, started
from graders.tests.end_to_end.test_bad_input import GOOD, body
from graders.tests.repositories import TESTS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and sessions as on Linux")

FORKS_AND_LOOPS = body("import os, time", "if os.fork() == 0:", "    time.sleep(5432)", "while True:", "    pass")

SLOW = (
    TESTS
    + """

import time

import pytest


@pytest.fixture(autouse=True)
def slowly():
    time.sleep(0.2)
"""
)
"""Every test is, so that there is something to interrupt, whichever of them comes first."""


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """A job in the background of a shell, as CI may be, ignores Ctrl-C, and hands that on to what it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def wait_until(true: Callable[[], object], most: float = 60) -> None:
    """Return as soon as it is true; fail if it never is."""
    end = time.monotonic() + most
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def below(running: subprocess.Popen[str]) -> list[psutil.Process]:
    """All processes below the command."""
    return psutil.Process(running.pid).children(recursive=True)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A solved exercise, then one that forks and loops."""
    made = Checkout(tmp_path / "checkout")
    made.exercise(1, "solved", GOOD.encode())
    made.exercise(2, "loops", FORKS_AND_LOOPS, rights=("processes",))
    return made


def forks(process: psutil.Process) -> int:
    """How many forks of a bare interpreter a process is deep in: fork server 2, worker 3, its child 4."""
    with contextlib.suppress(psutil.Error):  # some end while we look
        return sum("-S" in above.cmdline() for above in (process, *process.parents()))
    return 0


def deep(running: subprocess.Popen[str]) -> bool:
    """True once a worker has a child of its own: the looping exercise is under way."""
    return any(forks(process) > 3 for process in below(running))


def test_ctrl_c_shows_what_was_graded_and_leaves_nothing(checkout: Checkout) -> None:
    running = checkout.start(start_new_session=True)
    wait_until(lambda: deep(running))
    processes = below(running)
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 1
    assert "interrupted: 1 of 2 exercises graded" in out
    assert "Traceback" not in err
    assert checkout.results["solved"]["tests"][0]["outcome"] == "passed"
    wait_until(lambda: not [each for each in processes if each.is_running() and each.status() != "zombie"])


def test_a_killed_grader_takes_everything_with_it(checkout: Checkout) -> None:
    running = checkout.start(start_new_session=True)
    wait_until(lambda: deep(running))
    processes = below(running)
    running.kill()
    running.communicate(timeout=60)
    wait_until(lambda: not [each for each in processes if each.is_running() and each.status() != "zombie"])


@pytest.mark.parametrize("delay", [0.02, 0.1, 0.2, 0.4, 0.8])
def test_ctrl_c_at_any_moment_ends_it_and_leaves_nothing(checkout: Checkout, delay: float) -> None:
    running = checkout.start(start_new_session=True)
    time.sleep(delay)
    processes = below(running)
    os.killpg(running.pid, signal.SIGINT)
    running.communicate(timeout=60)
    assert running.returncode in (1, 130, -signal.SIGINT)
    wait_until(lambda: not [each for each in processes if each.is_running() and each.status() != "zombie"])


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_what_was_graded_of_mutants_is_kept_however_it_ends(how: signal.Signals, tmp_path: Path) -> None:
    checkout = Checkout(tmp_path / "checkout")
    stub = checkout.exercise(1, "solved", GOOD.encode(), tests=SLOW)
    reference = checkout.root / "solutions" / stub.relative_to(checkout.root / "exercises")
    reference.parent.mkdir(parents=True)
    reference.write_text(GOOD, encoding="utf-8")
    running = started([*GRADERS, "mutate", "--jobs", "1"], checkout.root, start_new_session=True)
    wait_until(lambda: kept_of(checkout))
    processes = below(running)
    os.killpg(running.pid, how) if how is signal.SIGINT else running.kill()
    out, err = running.communicate(timeout=60)
    assert "Traceback" not in err
    assert running.returncode == (130 if how is signal.SIGINT else -how)
    assert ("start it again to go on" in out) == (how is signal.SIGINT)
    wait_until(lambda: not [each for each in processes if each.is_running() and each.status() != "zombie"])
    before = kept_of(checkout)
    first, *_, last = checkout.run("mutate", "--jobs", "1").stdout.splitlines()
    assert re.search(r"^  (\d+) mutants of 1 references, (\d+) graded before$", first)
    assert int(first.split()[-3]) >= before - 1  # one may live, and have two runs before it
    assert " 0 complaints" in last


def kept_of(checkout: Checkout) -> int:
    """How many verdicts on mutants are kept."""
    file = checkout.root / PLACE
    if not file.is_file():
        return 0
    with contextlib.closing(sqlite3.connect(file)) as database, contextlib.suppress(sqlite3.OperationalError):
        return int(database.execute("SELECT COUNT(*) FROM verdicts").fetchone()[0])
    return 0
