"""The command ``doctor``: what this machine can measure, and how it holds the learner's code."""

from __future__ import annotations

import importlib.util
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import psutil

from graders.commands.arguments import Parser
from graders.judge.results import isolation
from graders.model import faults, interpreter, speed
from graders.model.invocation import command
from graders.workers import boot, bubblewrap, processes, spawners
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
    """What was found, by subject."""
    yield from ((subject, _found(look)) for subject, look in LOOKS.items())


def _found(look: Callable[[], str]) -> str:
    """What a look finds; where it cannot be done, why."""
    try:
        return look()
    except Exception as error:
        why = (
            error.strerror if isinstance(error, OSError) and error.strerror else faults.what(error)
        )
        return f"cannot be told: {why}"


def _files() -> str:
    version = landlock.version()
    if not version:
        return "open to the learner's code (no Landlock here): grade only code that you trust"
    signals = (
        ""
        if version >= landlock.SCOPED_SIGNALS
        else "; signals between processes of an exercise are refused"
    )
    return f"the standard library and a scratch folder, by Landlock version {version}{signals}"


def _calls() -> str:
    if "seccomp" in confine.available():
        return "those of plain Python, by seccomp: no network, no foreign process, no thread or process unless allowed"
    return "all (no seccomp here): network and other processes are open to the learner's code"


def _cores() -> str:
    usable = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    return (
        f"{usable}"
        if usable > 1
        else "1: speed-ups cannot be shown, parallel work is judged by its structure"
    )


def _load() -> str:
    busy = psutil.cpu_percent(interval=0.2)
    return f"{busy:.0f}% of the cores busy now"


def _speed() -> str:
    slowness = speed.slowness()
    limits = "as stated" if slowness == 1 else f"{slowness:g} times as long"
    return f"{speed.compared(slowness)} ({speed.REFERENCE}): limits of CPU time are {limits}"


def _workers() -> str:
    if not boot.can_fork():
        return "a fresh interpreter for each test: there is no fork here"
    source = spawners.start()
    try:
        times = [_start(source) for _ in range(9)]
    finally:
        source.close()
    return f"forked ahead, handed over in {sorted(times)[4] * 1000:.1f} ms"


def _start(source: spawners.Spawner) -> float:
    begun = time.perf_counter()
    spawned = source.spawn()
    taken = time.perf_counter() - begun
    spawned.channel.close()
    spawned.output.finish()
    source.end(spawned.pid)
    return taken


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


def _explaining() -> str:
    if importlib.util.find_spec("memray"):
        return "memray"
    return "tracemalloc snapshots (memray is not installed)"


def _python() -> str:
    return f"{platform.python_version()} {sys.executable}"


def _system() -> str:
    return f"{platform.system()} {platform.release()} {platform.machine()}"


def _strong() -> str:
    return bubblewrap.refusal() or f"by bubblewrap: {command('grade', '--strong')}"


LOOKS: dict[str, Callable[[], str]] = {
    "Python": _python,
    "build": interpreter.kind,
    "system": _system,
    "cores": _cores,
    "load": _load,
    "speed": _speed,
    "isolation": isolation,
    "workers": _workers,
    "processes": _watching,
    "memory, inside": lambda: "tracemalloc, exact to the byte",
    "memory, outside": _outside,
    "memory, by line": _explaining,
    "files": _files,
    "system calls": _calls,
    "strong mode": _strong,
}
"""What looks at each subject, in the order in which they are told."""
