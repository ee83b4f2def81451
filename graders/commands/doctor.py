"""The command ``doctor``: what this machine can measure, and how it holds the learner's code."""

from __future__ import annotations

import importlib.util
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import psutil

from graders.commands.arguments import Parser
from graders.judge import pool
from graders.judge.results import isolation
from graders.model import faults, interpreter, speed
from graders.model.invocation import command
from graders.model.wording import number_of
from graders.workers import (
    allowance,
    boot,
    bubblewrap,
    control_groups,
    memory_reading,
    processes,
    shared_memory,
    spawners,
)
from graders.workers.inside import confine, landlock


def main(argv: list[str] | None = None) -> int:
    """Print what was found; always 0, since a poor machine still grades."""
    Parser(
        prog=command("doctor"), description="Tell what this machine can measure and isolate."
    ).parse_args(argv)
    for name, found in findings():
        print(f"  {name:<18} {found}")
    return 0


def findings() -> Iterator[tuple[str, str]]:
    """What was found, by subject; where something cannot be told, why."""
    for subject, look in LOOKS.items():
        try:
            yield subject, look()
        except Exception as error:
            why = (isinstance(error, OSError) and error.strerror) or faults.what(error)
            yield subject, f"cannot be told: {why}"


def _files() -> str:
    version = landlock.version()
    if not version:
        return "open to the learner's code (no Landlock here): grade only code that you trust"
    told = f"the standard library and a scratch folder, by Landlock version {version}"
    if version < landlock.SCOPED_SIGNALS:
        told += "; signals between processes of an exercise are refused"
    return told


def _calls() -> str:
    if "seccomp" in confine.available():
        return (
            "those of plain Python, by seccomp: no network, no foreign process, "
            "no thread or process unless allowed"
        )
    return "all (no seccomp here): network and other processes are open to the learner's code"


def _cores() -> str:
    usable = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    quota = control_groups.cores()
    told = f"{usable}"
    if quota is not None:
        told += f", of which a quota leaves {quota:.1f}: {number_of(pool.cores(), 'judge')}"
    if usable > 1 and (quota is None or quota > 1):
        return told
    return f"{told}: speed-ups cannot be shown, parallel work is judged by its structure"


def _open_files() -> str:
    boot.make_room(pool.cores())  # raises, and says what is missing
    most = boot.open_files()
    return f"enough: {most} allowed"


def _process_limit() -> str:
    most = allowance.process_limit()
    if most is None:
        return "no limit"
    if most >= allowance.ENOUGH_PROCESSES:
        return f"enough: {most} at once, threads included"
    needed = f"{allowance.ENOUGH_PROCESSES} are always enough"
    return f"{most} at once, threads included, {needed}: what cannot be started is a fault"


def _memory() -> str:
    total, limit = allowance.memory_bytes(), control_groups.memory_bytes()
    if total is None:
        return "not known"
    told = f"{total >> 20:,} MiB{' by the control group' if limit == total else ''}"
    if total >= allowance.ENOUGH_MEMORY_BYTES:
        return told
    return f"{told}, {allowance.ENOUGH_MEMORY_BYTES >> 20} are enough: what is ended is a fault"


def _disk() -> str:
    folder = tempfile.gettempdir()
    free = allowance.free_bytes(folder)
    if free is None or free < allowance.ENOUGH_DISK_BYTES:
        left = "nothing can be told" if free is None else f"{free >> 20} MiB free"
        enough = allowance.ENOUGH_DISK_BYTES >> 20
        return f"{left} in {folder}, {enough} are enough: TMPDIR names another place"
    return f"{free >> 20:,} MiB free in {folder}"


def _shared() -> str:
    free, folder = allowance.shared_bytes(), shared_memory.FOLDER
    faults_only = "exercises that share memory between processes can be a fault"
    if sys.platform != "linux":
        return "by the system, not looked at"
    if free is None:
        return f"none: {folder} cannot be used; {faults_only}"
    if free < allowance.ENOUGH_SHARED_BYTES:
        return f"{free >> 10:,} KiB free in {folder}; {faults_only} (docker run --shm-size)"
    return f"{free >> 20:,} MiB free in {folder}"


def _speed() -> str:
    slowness = speed.slowness()
    limits = "as stated" if slowness == 1 else f"{slowness:g} times as long"
    return f"{speed.compared(slowness)} ({speed.REFERENCE}): limits of CPU time are {limits}"


def _workers() -> str:
    if not boot.can_fork():
        return "a fresh interpreter for each test: there is no fork here"
    times = []
    with closing(spawners.start()) as spawner:
        for _ in range(9):
            begun = time.perf_counter()
            spawned = spawner.spawn()
            times.append(time.perf_counter() - begun)
            spawned.channel.close()
            spawned.output.finish()
            spawner.end(spawned.pid)
    return f"forked ahead, handed over in {statistics.median(times) * 1000:.1f} ms"


def _watching() -> str:
    if processes.watched():
        return "watched through /proc: CPU, sleep, children"
    return "not watched: sleeping and waiting are told apart by time alone"


def _outside() -> str:
    waits = [sys.executable, "-c", "import sys; print(flush=True); sys.stdin.read()"]
    with subprocess.Popen(waits, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout
        child.stdout.readline()
        if processes.reset_peak(child.pid) and processes.peak_memory(child.pid):
            return "the kernel's high-water mark (VmHWM)"
    return "none: ceilings rest on tracemalloc alone"


def _lives() -> str:
    with closing(spawners.start()) as spawner:
        found = memory_reading.reader(spawner)
    if not found.exact:
        return "counted by the worker itself: its memory cannot be read exactly here"
    runs = "" if found.stats else "; runs of the collector by the worker's word"
    return f"counted from outside, in the worker's memory{runs}"


def _explaining() -> str:
    if importlib.util.find_spec("memray"):
        return "memray"
    return "tracemalloc snapshots (memray is not installed)"


LOOKS: dict[str, Callable[[], str]] = {
    "Python": lambda: f"{platform.python_version()} {sys.executable}",
    "build": interpreter.kind,
    "system": lambda: f"{platform.system()} {platform.release()} {platform.machine()}",
    "cores": _cores,
    "open files": _open_files,
    "processes at once": _process_limit,
    "memory": _memory,
    "disk": _disk,
    "shared memory": _shared,
    "load": lambda: f"{psutil.cpu_percent(interval=0.2):.0f}% of the cores busy now",
    "speed": _speed,
    "isolation": isolation,
    "workers": _workers,
    "processes": _watching,
    "memory, inside": lambda: "tracemalloc, exact to the byte",
    "memory, outside": _outside,
    "memory, by line": _explaining,
    "lives": _lives,
    "files": _files,
    "system calls": _calls,
    "strong mode": lambda: bubblewrap.refusal() or f"by bubblewrap: {command('grade', '--strong')}",
}
"""What looks at each subject, in the order in which they are told."""
