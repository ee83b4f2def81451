"""The report of a grading, and its file results.json."""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from graders.judge.plan import Confinement, Plan, Task
from graders.model import speed, stubs
from graders.model.exercises import Exercise
from graders.model.files import write_whole
from graders.model.report import VERSION, ExerciseResult, Report, TestResult
from graders.workers import boot
from graders.workers.inside import confine

SCHEMA = Path(__file__).parents[1] / "model" / "results.schema.json"
"""JSON schema of results.json, kept in step by a test."""

_WHOLE = {"type": "integer", "minimum": 0}

SUMS = {"points": _WHOLE, "max_points": _WHOLE, "exit_code": {"enum": [0, 1, 3, 4]}}
"""What results.json has besides the fields of a report: properties of it, with their schema."""


def report(
    plan: Plan,
    found: Mapping[Exercise, ExerciseResult],
    faults: Sequence[str] = (),
    interrupted: bool = False,
) -> Report:
    """What a grading found; an exercise without a result is left out where a fault tells why."""
    made = [
        found.get(exercise) or not_judged(exercise, plan.sources.file_of(exercise))
        for exercise in plan.exercises
    ]
    lost = [] if interrupted else [each for each in made if not each.tests]
    return Report(
        version=VERSION,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        python=platform.python_version(),
        platform=f"{platform.system()} {platform.machine()}",
        isolation=isolation(plan.confinement),
        seed=plan.seed,
        slowness=speed.slowness(),
        exercises=[each for each in made if each not in lost] if faults else made,
        faults=list(faults),
        interrupted=interrupted,
        **plan.sources.fields,
    )


def exercise_result(task: Task, tests: list[TestResult]) -> ExerciseResult:
    """A task with what became of the tests that judged it."""
    made = not_judged(task.exercise, task.answer.file)
    untouched = stubs.is_untouched(task.exercise.name, task.answer.data)
    reaches = next((test.reaches for test in tests if test.reaches), [])
    plain = [replace(test, reaches=[]) if test.reaches else test for test in tests]
    return replace(made, tests=plain, seed=task.seed, reaches=reaches, untouched=untouched)


def not_judged(exercise: Exercise, file: str = "") -> ExerciseResult:
    """An exercise whose tests did not run; ``file`` is what was to be graded."""
    return ExerciseResult(
        exercise.number,
        exercise.name,
        exercise.title,
        exercise.topic,
        file,
        tests=[],
        level=exercise.level,
        needs=list(exercise.needs),
    )


USUAL = Confinement()
"""With every layer that there is here."""


def isolation(confinement: Confinement = USUAL) -> str:
    """What holds the learner's code, and which layer is missing here."""
    if confinement.inline:
        return "none: --inline"
    held = [layer for layer in confine.available() if layer != confinement.without]
    told = ["separate process" if boot.can_fork() else "separate interpreter"]
    if "limits" in held:
        told.append("time and memory limits" if sys.platform != "win32" else "time limits")
    told += [layer for layer in confine.KERNEL if layer in held]
    told += ["bubblewrap"] * confinement.strong
    told += [f"no {layer}" for layer in confine.LAYERS if layer not in held]
    return ", ".join(told)


def write(report: Report, path: Path) -> None:
    """Write results.json whole."""
    data = msgspec.to_builtins(report) | {name: getattr(report, name) for name in SUMS}
    write_whole(path, msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n")


def schema() -> dict[str, Any]:
    """The JSON schema of results.json."""
    made = msgspec.json.schema(Report)
    report = made["$defs"]["Report"]
    report["properties"] |= SUMS
    report["required"] += SUMS
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Bounded Katas results",
        **made,
    }
