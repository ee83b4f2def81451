"""The course without what only authors and instructors need."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from graders.commands.updating.source import EDITORS
from graders.model.exercises import ROOT, Exercise, find_exercises
from graders.submissions.handout.pages import pages_of, topic_page

_AUTHORS = shutil.ignore_patterns("authors", "tests", "ruff.toml", "README.md")
"""What a handout's graders do without: two folders, the settings of a linter, and the page on how
they work, which leads to what is not there."""

BESIDE = ("LICENSE", "CHANGELOG.md", ".gitignore", "noxfile.py", *EDITORS)
"""What is handed out as it is, beside exercises, graders and their settings."""

_OF_SOLUTIONS = shutil.ignore_patterns("figures.json")
"""What names the solutions: they are not handed out."""

_CACHES = shutil.ignore_patterns("__pycache__", "*.pyc", ".ruff_cache")


def copy_course(target: Path, chosen: Sequence[Exercise], readme: str) -> None:
    """Write the chosen exercises, their topics' pages and the graders into an empty folder."""
    for exercise in chosen:
        shutil.copytree(exercise.folder, target / _below_root(exercise.folder), ignore=_CACHES)
    among = find_exercises()
    for topic in dict.fromkeys(exercise.folder.parent for exercise in chosen):
        for page in pages_of(topic):
            place = target / _below_root(page)
            place.parent.mkdir(exist_ok=True)
            place.write_text(topic_page(page, chosen, among), encoding="utf-8")
        figures = topic / "lesson" / "figures"
        if figures.is_dir():
            shutil.copytree(figures, target / _below_root(figures))
    copy_graders(target)
    for name in BESIDE:
        (target / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, target / name)
    (target / "README.md").write_text(readme, encoding="utf-8")


def copy_graders(target: Path) -> None:
    """Write what grading needs beside the exercises: graders, pytest's hook, settings."""
    shutil.copytree(ROOT / "graders", target / "graders", ignore=_ignored)
    for name in ("conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, target / name)


def _ignored(folder: str, names: list[str]) -> set[str]:
    at_the_top = Path(folder) == ROOT / "graders"
    left = _CACHES(folder, names) | _OF_SOLUTIONS(folder, names)
    return left | (_AUTHORS(folder, names) if at_the_top else set())


def _below_root(path: Path) -> Path:
    """Its place in a repository: exercises/TOPIC/..."""
    # By the last of them: the checkout itself may be in a folder of that name.
    at = len(path.parts) - 1 - path.parts[::-1].index("exercises")
    return Path(*path.parts[at:])
