"""What GitHub reads in a handout: the autograding workflow, and the older list of tests."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graders.model.exercises import Exercise
from graders.model.report import BEHAVIOUR_POINTS, BOUND_POINTS

TEXT = Path(__file__).parent / "classroom.yml"

WORKFLOW = ".github/workflows/classroom.yml"
OLDER_FORM = ".github/classroom/autograding.json"

MINUTES = 10
"""Minutes that one exercise may take in the older form."""

REPOSITORY = r"[\w.-]+/[\w.-]+"
REVISION = r"[0-9a-f]{40}"


@dataclass(frozen=True)
class Course:
    """Where the tests and graders are that judge."""

    repository: str
    """On GitHub: "owner/name"."""
    revision: str
    """The commit, whole: a branch would move."""


def workflow(where: Course, chosen: Sequence[Exercise], everything: bool) -> str:
    """The text of the workflow."""
    names = "" if everything else "".join(f"{exercise.name} " for exercise in chosen)
    return (
        TEXT.read_text(encoding="utf-8")
        .replace("{repository}", where.repository)
        .replace("{revision}", where.revision)
        .replace("{selectors}", names)
    )


def course_of(text: str) -> Course | None:
    """Where a workflow has its tests from; None for one of another kind."""
    found = re.search(rf"repository: ({REPOSITORY})\r?\n +ref: ({REVISION})\r?\n", text)
    return Course(found[1], found[2]) if found else None


def older_form(chosen: Sequence[Exercise]) -> str:
    """The text of the older form: all points of an exercise, or none."""
    tests = [
        {
            "name": f"{exercise.number} {exercise.name}",
            "setup": "python -m pip install -q nox",
            "run": f"nox -s grade -- {exercise.name}",
            "input": "",
            "output": "",
            "comparison": "included",
            "timeout": MINUTES,
            "points": BEHAVIOUR_POINTS + BOUND_POINTS,
        }
        for exercise in chosen
    ]
    return json.dumps({"tests": tests}, indent=2) + "\n"
