"""One attack on its stage, by the command that a user would give."""

from __future__ import annotations

import os
import select
import stat
import subprocess
import time
from pathlib import Path

from graders.authors.attacks import orphans, side_effects
from graders.authors.attacks.judgement import Evidence, Judgement, judge
from graders.authors.attacks.suite import Attack
from graders.authors.attacks.workspace import Stage, built
from graders.authors.checks import test_functions
from graders.model import speed
from graders.model.exercises import Exercise
from graders.workers import processes

SECONDS_A_TEST = 60.0
"""How long a command may take, for each of its tests, on the reference machine; far more than the
judge's own limits allow."""

BYSTANDERS = ("sliding_window_mean", "weak_thumbnail_cache", "shrink_session_table")
"""Exercises that are graded in the same run as an attack and may not suffer; none needs a right or
a spare core."""

_MOST = 32 << 20


def bystander(attacked: Exercise, among: list[Exercise]) -> Exercise:
    """The exercise to be graded beside an attacked one: one that comes later, where there is
    such."""
    found = [
        exercise for name in BYSTANDERS for exercise in among if exercise.name == name
    ] or among
    found = [exercise for exercise in found if exercise != attacked]
    return next((exercise for exercise in found if exercise.number > attacked.number), found[0])


def limit(attack: Attack, innocent: Exercise) -> float:
    """The seconds that the command may take."""
    return speed.slowness() * SECONDS_A_TEST * (len(attack.tests) + len(test_functions(innocent)))


def tried(
    root: Path, source: Path, attack: Attack, innocent: Exercise, more: list[str]
) -> Judgement:
    """Grades an attack on a stage in the new folder ``root``, in this process's care, and judges what came of it."""
    with built(root, source, attack, innocent) as stage:
        before, shared = side_effects.files(stage.watched), side_effects.shared_memory()
        begun = time.monotonic()
        code, busy = _run(stage, more)
        seconds = time.monotonic() - begun
        left = [f"process left behind: {each}" for each in orphans.left_behind()]
        orphans.end_all()
        left += side_effects.changes(before, side_effects.files(stage.watched))
        left += [
            f"System V object left behind: {each}"
            for each in sorted(side_effects.shared_memory() - shared)
        ]
        left += [f"{path.name} has more than {_MOST >> 20} MiB" for path in _endless(stage)]
        said = _content(stage.screen) or b""
        results, screen = _content(stage.results), said.decode(errors="replace")
        evidence = Evidence(code, results, screen, left, seconds, busy, speed.slowness())
        return judge(attack, innocent, stage.canary, evidence)


def _run(stage: Stage, more: list[str]) -> tuple[int | None, float]:
    """The exit code of the command, None where it had to be ended, and the CPU seconds that the judge itself took."""
    with open(stage.screen, "wb") as screen:
        command = subprocess.Popen(
            stage.command(more),
            cwd=stage.repository,
            env=stage.environment,
            stdin=subprocess.DEVNULL,
            stdout=screen,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            umask=side_effects.UMASK,
        )
    try:
        busy = _ended(command.pid, limit(stage.attack, stage.bystander))
        return (None, 0.0) if busy is None else (command.wait(), busy)
    finally:
        if command.returncode is None:
            orphans.end_all()


def _ended(pid: int, seconds: float) -> float | None:
    """The CPU seconds that a child took by itself, without its children; None where it does not end in time."""
    handle = os.pidfd_open(pid)
    try:
        ended, _, _ = select.select([handle], [], [], seconds)
    finally:
        os.close(handle)
    if not ended:
        return None
    # Not yet waited for, so that its line is still there.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / processes.TICKS_PER_SECOND


def _endless(stage: Stage) -> list[Path]:
    return [
        path
        for path in (stage.results, stage.screen)
        if path.exists() and path.stat().st_size > _MOST
    ]


def _content(path: Path) -> bytes | None:
    """The beginning of a regular file; None for anything else."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        with open(path, "rb") as file:
            return file.read(_MOST)
    except OSError:
        return None
