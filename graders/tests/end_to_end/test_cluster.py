"""A class graded by Dask's own scheduler and workers, as processes on loopback: the table is that of one machine."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from graders.model import exercises, speed
from graders.tests.children import needs_shared_memory
from graders.tests.end_to_end.checkout import GRADERS, Checkout, done, started
from graders.tests.repositories import REFERENCE, STUB

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="judges of a cluster are locked in, which is Linux's")

ATTACKS = exercises.ROOT / "graders" / "tests" / "attacks" / "reaching_clusters"
WRONG = REFERENCE.replace("yield total", "yield total + 1")
LEARNERS = 6
NAMES = ("first_total", "second_total")


def until(there: Callable[[], object], what: str) -> None:
    """Wait for what is going to happen."""
    end = time.monotonic() + 120 * speed.slowness()
    while not there():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


class Parts:
    """The processes of a cluster of this checkout."""

    def __init__(self, checkout: Checkout, folder: Path) -> None:
        self._checkout, self._folder = checkout, folder
        self._running: list[subprocess.Popen[str]] = []
        self.certificates = folder / "certificates"
        self.address = f"tls://127.0.0.1:{free_port()}"
        made = checkout.run("cluster", "certificates", str(self.certificates))
        assert made.returncode == 0, made.stderr

    def start(self, *words: str) -> subprocess.Popen[str]:
        """A part, with its certificates."""
        command = [*GRADERS, "cluster", *words, "--certificates", str(self.certificates)]
        log = (self._folder / f"log-{len(self._running)}").open("w")
        scratch = {"TMPDIR": str(self._folder), "DASK_TEMPORARY_DIRECTORY": str(self._folder / "dask")}
        with log:
            running = subprocess.Popen(
                command,
                cwd=self._checkout.root,
                env=self._checkout.environment | scratch,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                text=True,
            )
        self._running.append(running)
        return running

    @property
    def logs(self) -> str:
        return "".join(path.read_text() for path in sorted(self._folder.glob("log-*")))

    def start_all(self) -> None:
        """A scheduler and two Dask workers."""
        self.start("scheduler", "--host", "127.0.0.1", "--port", self.address.rsplit(":", 1)[1])
        until(lambda: "Scheduler at" in self.logs, "no scheduler")
        for _ in range(2):
            self.start("worker", self.address, "--workers", "1")
        until(lambda: self.logs.count("Registered to:") == 2, "no two workers")

    def judges(self) -> list[psutil.Process]:
        """The judges beside the Dask workers."""
        found = []
        for each in self._running:
            with contextlib.suppress(psutil.Error):
                found += psutil.Process(each.pid).children(recursive=True)
        return [each for each in found if _is_judge(each)]

    def close(self) -> None:
        for each in reversed(self._running):
            each.send_signal(signal.SIGTERM)
        for each in self._running:
            try:
                each.wait(20)
            except subprocess.TimeoutExpired:
                each.kill()
                each.wait()


def _is_judge(process: psutil.Process) -> bool:
    try:
        return "graders.authors.cluster.judge" in process.cmdline()
    except psutil.Error:
        return False


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A checkout with two small exercises, and one more that hostile submissions are for."""
    made = Checkout(tmp_path_factory.mktemp("cluster") / "checkout")
    for number, name in enumerate(NAMES, 1):
        stub = made.exercise(number, name, STUB.replace("running_total", name).encode())
        tests = stub.with_name(f"test_{name}.py")
        tests.write_text(tests.read_text(encoding="utf-8").replace("running_total", name), encoding="utf-8")
    made.take(next((exercises.ROOT / "exercises").glob("*/*_sliding_window_mean")))
    return made


@pytest.fixture(scope="module")
def folder(checkout: Checkout) -> Path:
    """What a class has handed in: right, wrong and untouched answers, and every attack on a cluster."""
    root = checkout.root.parent / "class"
    for number in range(LEARNERS):
        for place, name in enumerate(NAMES):
            text = (REFERENCE, WRONG, STUB)[(number + place) % 3] + f"\n# by {number % 4}\n"
            write(root / f"learner-{number}", f"02_iterators/{place + 1:02}_{name}/{name}.py", text, name)
    for path in sorted(ATTACKS.glob("*.py")):
        stub = "02_iterators_and_generators/04_sliding_window_mean/sliding_window_mean.py"
        write(root / path.stem, stub, path.read_text(encoding="utf-8"))
    return root


def write(learner: Path, place: str, text: str, name: str = "") -> None:
    path = learner / "exercises" / place
    path.parent.mkdir(parents=True)
    path.write_text(text.replace("running_total", name) if name else text, encoding="utf-8")


@pytest.fixture(scope="module")
def here(checkout: Checkout, folder: Path) -> str:
    """The table of one machine."""
    return graded(checkout, folder, "here")


def graded(checkout: Checkout, folder: Path, name: str, *more: str) -> str:
    """The table that the real command writes."""
    out = checkout.root.parent / f"{name}.csv"
    ended = checkout.run("grade_class", str(folder), "--out", str(out), *more)
    assert ended.returncode == 0, ended.stderr
    assert "THROUGH" not in ended.stdout + ended.stderr
    assert not list(out.with_suffix("").rglob("*THROUGH*"))
    return out.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def parts(checkout: Checkout, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    made = Parts(checkout, tmp_path_factory.mktemp("parts"))
    try:
        made.start_all()
        yield made
    finally:
        made.close()


def joined(parts: Parts) -> tuple[str, ...]:
    return "--scheduler", parts.address, "--certificates", str(parts.certificates)


@needs_shared_memory
def test_a_cluster_of_this_machine_writes_its_table(checkout: Checkout, folder: Path, here: str) -> None:
    assert graded(checkout, folder, "workers", "--workers", "2") == here
    for attack in ATTACKS.glob("*.py"):
        assert f"\n{attack.stem},0," in here


@needs_shared_memory
def test_nothing_reaches_the_scheduler_and_nothing_stays(
    checkout: Checkout, folder: Path, here: str, parts: Parts
) -> None:
    before = [each.pid for each in parts._running if each.poll() is None]
    assert graded(checkout, folder, "joined", *joined(parts)) == here
    assert [each.pid for each in parts._running if each.poll() is None] == before
    assert "THROUGH" not in parts.logs
    until(lambda: not parts.judges(), "a judge is left")
    left = [path for path in parts._folder.rglob("*") if path.is_file() and b"# by 0" in path.read_bytes()]
    assert left == []


@needs_shared_memory
def test_a_worker_that_is_killed_loses_nothing(checkout: Checkout, folder: Path, here: str, parts: Parts) -> None:
    out = checkout.root.parent / "killed.csv"
    running = started([*GRADERS, "grade_class", str(folder), "--out", str(out), *joined(parts)], checkout.root)
    until(parts.judges, "no judge")
    os.kill(parts.judges()[0].ppid(), signal.SIGKILL)
    ended = done(running)
    assert ended.returncode == 0, ended.stderr
    assert out.read_text(encoding="utf-8") == here
    until(lambda: not parts.judges(), "a judge is left")


@needs_shared_memory
def test_ctrl_c_ends_the_runs_tasks_on_the_cluster_and_the_next_run_goes_on(
    checkout: Checkout, folder: Path, here: str, parts: Parts
) -> None:
    out = checkout.root.parent / "interrupted.csv"
    running = started([*GRADERS, "grade_class", str(folder), "--out", str(out), *joined(parts)], checkout.root)
    until(parts.judges, "no judge")
    running.send_signal(signal.SIGINT)
    ended = done(running)
    assert ended.returncode == 130, ended.stderr
    assert re.search(r"interrupted: \d+ of 33 graded and written", ended.stderr)
    until(lambda: not parts.judges(), "a judge is left")
    assert graded(checkout, folder, "interrupted", *joined(parts)) == here


@needs_shared_memory
def test_a_host_with_other_exercises_is_refused_by_name(
    checkout: Checkout, folder: Path, parts: Parts, tmp_path: Path
) -> None:
    other = Checkout(tmp_path / "other")
    stub = other.exercise(1, NAMES[0], STUB.replace("running_total", NAMES[0]).encode())
    tests = stub.with_name(f"test_{NAMES[0]}.py")
    tests.write_text(tests.read_text(encoding="utf-8") + "\n# mended here alone\n", encoding="utf-8")
    refused = other.run("grade_class", str(folder), "--out", str(tmp_path / "grades.csv"), *joined(parts))
    assert refused.returncode == 2
    lines = refused.stderr.splitlines()
    assert len([line for line in lines if "is refused: its exercises are others (" in line]) == 2
    assert lines[-1] == "no Dask worker may judge for this run; what each lacks is said above"


@needs_shared_memory
def test_a_scheduler_that_is_gone_keeps_what_is_done(
    checkout: Checkout, folder: Path, here: str, tmp_path: Path
) -> None:
    parts = Parts(checkout, tmp_path)
    out = tmp_path / "lost.csv"
    try:
        parts.start_all()
        running = started([*GRADERS, "grade_class", str(folder), "--out", str(out), *joined(parts)], checkout.root)
        until(parts.judges, "no judge")
        parts._running[0].kill()
        ended = done(running)
    finally:
        parts.close()
    assert ended.returncode == 4, ended.stderr
    assert re.search(r"the scheduler is gone: \d+ of 33 graded and written .*; start it again", ended.stderr)
    assert len(ended.stderr.splitlines()) == 2  # an empty one, and no log of Dask's
    until(lambda: not parts.judges(), "a judge is left")
    checkout.run("grade_class", str(folder), "--out", str(out))
    assert out.read_text(encoding="utf-8") == here


NOX = """#!/bin/sh
# nox -s COMMAND -- WORDS, without an environment of its own
shift; command=$1; shift 2
exec "$PYTHON" -m graders "$command" "$@"
"""


@needs_shared_memory
def test_the_script_for_slurm_makes_a_cluster(checkout: Checkout, folder: Path, here: str, tmp_path: Path) -> None:
    """SLURM is not here: what stands in for it sets its variables for the members of an array."""
    parts = Parts(checkout, tmp_path)
    (tmp_path / "bin").mkdir()
    nox = tmp_path / "bin" / "nox"
    nox.write_text(NOX)
    nox.chmod(0o755)
    variables = checkout.environment | {
        "PYTHON": sys.executable,
        "PATH": f"{nox.parent}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "KATAS_COURSE": str(checkout.root),
        "KATAS_CERTIFICATES": str(parts.certificates),
        "SLURM_ARRAY_JOB_ID": "42",
    }
    script = ["bash", str(exercises.ROOT / "docs" / "cluster.sbatch")]
    file = tmp_path / "katas-42.json"
    with contextlib.ExitStack() as stack:
        for member in ("1", "0"):
            log = stack.enter_context((tmp_path / f"log-{member}").open("w"))
            member_of = {**variables, "SLURM_ARRAY_TASK_ID": member}
            running = subprocess.Popen(script, env=member_of, stdout=log, stderr=log, text=True)
            parts._running.append(running)
        stack.callback(parts.close)
        until(lambda: "Registered to:" in parts.logs, "no worker")
        more = ("--scheduler", str(file), "--certificates", str(parts.certificates))
        assert graded(checkout, folder, "slurm", *more) == here
