"""The course without what only authors and instructors need."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from graders.model.exercises import ROOT, Exercise, find_exercises

_AUTHORS = shutil.ignore_patterns("authors", "tests", "ruff.toml")
"""What a handout's graders do without: two folders, and the settings of a linter."""

_CACHES = shutil.ignore_patterns("__pycache__", "*.pyc")


def copy_course(target: Path, chosen: Sequence[Exercise], readme: str) -> None:
    """Write the chosen exercises, their topics' pages and the graders into an empty folder."""
    for exercise in chosen:
        shutil.copytree(exercise.folder, target / _below_root(exercise.folder), ignore=_CACHES)
    for topic in dict.fromkeys(exercise.folder.parent for exercise in chosen):
        for page in (topic / "README.md", *sorted((topic / "lesson").glob("*.md"))):
            place = target / _below_root(page)
            place.parent.mkdir(exist_ok=True)
            place.write_text(topic_page(page, chosen), encoding="utf-8")
    copy_graders(target)
    for name in ("LICENSE", ".gitignore", "noxfile.py"):
        shutil.copy(ROOT / name, target / name)
    (target / "README.md").write_text(readme, encoding="utf-8")


def copy_graders(target: Path) -> None:
    """Write what grading needs beside the exercises: graders, pytest's hook, settings."""
    shutil.copytree(ROOT / "graders", target / "graders", ignore=_ignored)
    for name in ("conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, target / name)


def _ignored(folder: str, names: list[str]) -> set[str]:
    at_the_top = Path(folder) == ROOT / "graders"
    return _CACHES(folder, names) | (_AUTHORS(folder, names) if at_the_top else set())


def _below_root(path: Path) -> Path:
    """Its place in a repository: exercises/TOPIC/..."""
    parts = path.parts
    return Path(*parts[parts.index("exercises") :])


def topic_page(page: Path, chosen: Iterable[Exercise]) -> str:
    """A page of a topic or its lesson, without the lines whose exercises are not handed out.

    Those lines are rows of the topic's ladder, and items of a chapter's list.
    """
    there = {exercise.folder for exercise in chosen}
    missing = [
        each
        for each in find_exercises()
        if each.folder.parent in (page.parent, page.parent.parent) and each.folder not in there
    ]
    links = [f"{start}{exercise.folder.name}/" for exercise in missing for start in ("(", "(../")]
    lines = page.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(
        line
        for line in lines
        if not (line.startswith(("| ", "- [")) and any(link in line for link in links))
    )
