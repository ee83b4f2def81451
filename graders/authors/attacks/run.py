"""One attack in its workspace, by the command that a user would give."""

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
from graders.authors.attacks.workspace import Workspace, built
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

_MAX_BYTES = 32 << 20
"""Of what the command wrote, what is looked at."""


def bystander(attacked: Exercise, among: list[Exercise]) -> Exercise:
    """The exercise to be graded beside an attacked one: where it can be, one that comes later."""
    known = [exercise for name in BYSTANDERS for exercise in among if exercise.name == name]
    found = [exercise for exercise in known or among if exercise != attacked]
    return next((exercise for exercise in found if exercise.number > attacked.number), found[0])


def limit(attack: Attack, innocent: Exercise) -> float:
    """The seconds that the command may take."""
    return speed.slowness() * SECONDS_A_TEST * (len(attack.tests) + len(test_functions(innocent)))


def tried(
    root: Path, source: Path, attack: Attack, innocent: Exercise, more: list[str]
) -> Judgement:
    """Grades an attack in a workspace made at ``root``, and judges what came of it."""
    with built(root, source, attack, innocent) as workspace:
        before, shared = side_effects.files(workspace.watched), side_effects.shared_memory()
        begun = time.monotonic()
        code, busy = _run(workspace, more)
        seconds = time.monotonic() - begun
        left = [f"process left behind: {each}" for each in orphans.left_behind()]
        orphans.end_all()
        left += side_effects.changes(before, side_effects.files(workspace.watched))
        left += [
            f"System V object left behind: {each}"
            for each in sorted(side_effects.shared_memory() - shared)
        ]
        left += [
            f"{path.name} has more than {_MAX_BYTES >> 20} MiB"
            for path in (workspace.results, workspace.screen)
            if path.exists() and path.stat().st_size > _MAX_BYTES
        ]
        screen = (_content(workspace.screen) or b"").decode(errors="replace")
        results = _content(workspace.results)
        evidence = Evidence(code, results, screen, left, seconds, busy, speed.slowness())
        return judge(attack, innocent, workspace.canary, evidence)


def _run(workspace: Workspace, more: list[str]) -> tuple[int | None, float]:
    """The command's exit code, None where it had to be ended, and the judge's own CPU seconds."""
    with open(workspace.screen, "wb") as screen:
        command = subprocess.Popen(
            workspace.command(more),
            cwd=workspace.repository,
            env=workspace.environment,
            stdin=subprocess.DEVNULL,
            stdout=screen,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            umask=side_effects.UMASK,
        )
    try:
        busy = _ended(command.pid, limit(workspace.attack, workspace.bystander))
        return (None, 0.0) if busy is None else (command.wait(), busy)
    finally:
        if command.returncode is None:
            orphans.end_all()


def _ended(pid: int, seconds: float) -> float | None:
    """The CPU seconds of a child, without its own children; None where it does not end in time."""
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


def _content(path: Path) -> bytes | None:
    """The beginning of a regular file; None for anything else."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        with open(path, "rb") as file:
            return file.read(_MAX_BYTES)
    except OSError:
        return None
