"""What the machine refuses is named with its number, and is never the learner's: by real limits."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.model.exercises import find_exercises, select
from graders.tests.end_to_end.checkout import Checkout, done, started
from graders.workers import control_groups

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits as on Linux")

THREADS = '''"""Starts 40 threads at once."""

import threading


def running_total(readings):
    started = threading.Barrier(41)
    threads = [threading.Thread(target=started.wait) for _ in range(40)]
    for thread in threads:
        thread.start()
    started.wait()
    for thread in threads:
        thread.join()
    total = 0
    for reading in readings:
        total += reading
        yield total
'''
HOG = '''"""Takes more memory than this machine has."""


def running_total(readings):
    taken = [bytes([1]) * (8 << 20) for _ in range(100)]
    return iter(taken)
'''


@pytest.fixture
def group(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A control group of version 1 or 2 in which a controller can be set."""
    controller = request.param
    for place in (control_groups.TOP / controller, control_groups.TOP):
        made = place / f"katas-{os.getpid()}"
        try:
            made.mkdir()
        except OSError:
            continue
        try:
            if any(made.glob(f"{controller}.*")):
                yield made
                return
        finally:
            made.rmdir()
    pytest.skip(f"no control group for {controller} can be made here")


def graded(group: Path, checkout: Checkout) -> subprocess.CompletedProcess[str]:
    """A grading in a group."""
    program = f"echo $$ > {group}/cgroup.procs && exec {sys.executable} -m graders grade"
    return done(started(["bash", "-c", program], checkout.root))


def causes(run: subprocess.CompletedProcess[str], checkout: Checkout) -> str:
    """Why tests are faults, once it is sure that nothing else came of it."""
    assert (run.returncode, run.stderr) == (4, "")
    assert "The grader's own fault, no mistake of yours:" in run.stdout
    assert checkout.report["max_points"] == 0
    tests = [test for exercise in checkout.results.values() for test in exercise["tests"]]
    assert {test["outcome"] for test in tests} <= {"fault", "passed"}
    return "\n".join(test["message"] for test in tests if test["outcome"] == "fault")


@pytest.mark.parametrize("group", ["pids"], indirect=True)
def test_processes_that_may_not_be_started_are_a_fault_with_the_number(group: Path, tmp_path: Path) -> None:
    checkout = Checkout(tmp_path / "checkout")
    checkout.exercise(1, "running_total", THREADS.encode(), rights=("threads",))
    (group / "pids.max").write_text("24")
    told = causes(graded(group, checkout), checkout)
    assert "this machine lets 24 processes and threads run at once, no more" in told


@pytest.mark.parametrize("group", ["memory"], indirect=True)
def test_memory_that_is_not_there_is_told_from_a_crash(group: Path, tmp_path: Path) -> None:
    checkout = Checkout(tmp_path / "checkout")
    checkout.exercise(1, "running_total", HOG.encode())
    for name in ("memory.max", "memory.limit_in_bytes"):
        if (group / name).exists():
            (group / name).write_text(str(300 << 20))
    told = causes(graded(group, checkout), checkout)
    assert "this machine ran out of memory meanwhile: its processes may have 300 MiB together" in told


def mounted(options: str) -> list[str]:
    """What runs a command where shared memory is another."""
    return ["unshare", "-m", "bash", "-c", f'mount -t tmpfs -o {options} tmpfs /dev/shm && exec "$@"', "bash"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("size=64k", "this machine has too little shared memory, "),
        ("ro", "this machine has no shared memory: /dev/shm cannot be used"),
    ],
)
def test_shared_memory_that_is_missing_is_a_fault_and_doctor_says_so(options: str, said: str, tmp_path: Path) -> None:
    try:
        tried = subprocess.run([*mounted(options), "true"], capture_output=True, check=False).returncode
    except OSError:
        tried = 1
    if tried:
        pytest.skip("nothing can be mounted here")
    (exercise,) = select(["share_frames_between_processes"], find_exercises())
    checkout = Checkout(tmp_path / "checkout")
    checkout.take(exercise.folder)
    stub = checkout.root / "exercises" / Path(*exercise.stub.parts[-3:])
    stub.write_bytes(exercise.reference.read_bytes())
    program = [*mounted(options), sys.executable, "-m", "graders"]
    assert said in causes(done(started([*program, "grade"], checkout.root)), checkout)
    told = done(started([*program, "doctor"], checkout.root)).stdout
    assert "can be a fault" in next(line for line in told.splitlines() if line.startswith("  shared memory"))
