"""What GitHub reads in a handout: the autograding workflow, and the older list of tests."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graders.commands import git
from graders.formats import classroom
from graders.model.errors import Usage
from graders.model.exercises import ROOT, Exercise
from graders.model.report import BEHAVIOUR_POINTS, BOUND_POINTS

TEXT = Path(__file__).parent / "texts" / "classroom.yml"

MINUTES = 10
"""Minutes that one exercise may take in the older form."""

_GITHUB = re.compile(r"github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?$")


@dataclass(frozen=True)
class Course:
    """Where the tests and graders are that judge."""

    repository: str
    """On GitHub: "owner/name"."""
    revision: str
    """The commit, whole: a branch would move."""


def course(repository: str | None, revision: str | None) -> Course:
    """Where this checkout comes from, unless it is said.

    Raises:
        Usage: it is not said, and git does not know.
    """
    address = repository or _match(_GITHUB, _git("remote", "get-url", "origin"))
    commit = revision or _git("rev-parse", "HEAD")
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", address or ""):
        raise Usage(
            "say where on GitHub this course is: --repository owner/name, or --no-workflow for none"
        )
    if not re.fullmatch(r"[0-9a-f]{40}", commit):
        raise Usage("say which commit judges, in full: --revision SHA, or --no-workflow for none")
    return Course(str(address), commit)


def _match(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def _git(*arguments: str) -> str:
    """What git says of this checkout; nothing where it does not know."""
    try:
        asked = ["git", "-C", str(ROOT), *arguments]
        done = subprocess.run(
            asked, env=git.environment(), capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def workflow(where: Course, chosen: Sequence[Exercise], everything: bool) -> str:
    """The text of ``.github/workflows/classroom.yml``."""
    runners = list(dict.fromkeys(classroom.runner(exercise.topic) for exercise in chosen))
    outputs = [
        f'          {each.upper()}_RESULTS: "${{{{ steps.grade.outputs.{each} }}}}"'
        for each in runners
    ]
    names = "" if everything else "".join(f"{exercise.name} " for exercise in chosen)
    return (
        TEXT.read_text(encoding="utf-8")
        .replace("{repository}", where.repository)
        .replace("{revision}", where.revision)
        .replace("{selectors}", names)
        .replace("{outputs}", "\n".join(outputs))
        .replace("{runners}", ",".join(runners))
    )


def older_form(chosen: Sequence[Exercise]) -> str:
    """The text of ``.github/classroom/autograding.json``: all points of an exercise, or none."""
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
