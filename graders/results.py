"""The report of a grading, and its file results.json."""

from __future__ import annotations

import platform
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from graders.bench import boot
from graders.bench.shim import lock
from graders.files import write_whole
from graders.verdicts import VERSION, ExerciseResult, Report

if TYPE_CHECKING:
    from graders.plugin import Grading
    from graders.submissions import Submission

SCHEMA = Path(__file__).parent / "results.schema.json"
"""JSON schema of results.json, kept in step by a test."""


def report_of(grading: Grading, results: list[ExerciseResult], **more: Any) -> Report:
    """What this grading found."""
    if grading.submission is not None:
        more |= _handed_in(grading.submission)
    return Report(
        version=VERSION,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        python=platform.python_version(),
        platform=f"{platform.system()} {platform.machine()}",
        isolation=isolation(grading.inline, grading.config.option.without, grading.config.option.strong),
        seed=grading.seed,
        source=grading.source_name,
        exercises=results,
        slowness=grading.slowness,
        **more,
    )


def _handed_in(submission: Submission) -> dict[str, Any]:
    names, others = submission.ignored
    return {"submission": submission.name, "ignored": names, "ignored_more": others}


def isolation(inline: bool = False, without: str = "", strong: bool = False) -> str:
    """What holds the learner's code, and which layer is missing here."""
    if inline:
        return "none: --inline"
    held = [layer for layer in lock.available() if layer != without]
    layers = [layer for layer in lock.KERNEL if layer in held] + ["bubblewrap"] * strong
    missing = [f"no {layer}" for layer in lock.LAYERS if layer not in held]
    limits = "time and memory limits" if sys.platform != "win32" else "time limits"
    kept = [limits] if "limits" in held else []
    return ", ".join(["separate process" if boot.can_fork() else "separate interpreter", *kept, *layers, *missing])


def write(report: Report, path: Path) -> None:
    """Write results.json whole."""
    points = {"points": report.points, "max_points": report.max_points, "exit_code": report.exit_code}
    data = msgspec.to_builtins(report) | points
    write_whole(path, msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n")


def schema() -> dict[str, Any]:
    """The JSON schema of results.json."""
    made = msgspec.json.schema(Report)
    report, whole = made["$defs"]["Report"], {"type": "integer", "minimum": 0}
    sums = {"points": whole, "max_points": whole, "exit_code": {"enum": [0, 1, 3, 4]}}
    report["properties"] |= sums
    report["required"] += sums
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Bounded Katas results", **made}
