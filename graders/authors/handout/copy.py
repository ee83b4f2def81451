"""The course without what only authors and instructors need."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from graders.model.exercises import ROOT, Exercise

LEFT_OUT = (
    "attacks",
    "authoring.py",
    "benchmarks.py",
    "bundles",
    "classes",
    "handout",
    "margins.py",
    "rerun.py",
    "tests",
    "verify.py",
)
"""In ``graders/``: tools of authors and instructors."""

LEARNERS_SESSIONS = ("grade", "hint", "reset", "doctor", "github")
"""Sessions of the noxfile that a handout keeps."""

_SETTINGS = ("project", "dependency-groups", "tool.pytest.ini_options")
"""Tables of pyproject.toml that a handout keeps."""

_CACHES = shutil.ignore_patterns("__pycache__", "*.pyc")


def copy_course(target: Path, chosen: Sequence[Exercise], readme: str) -> None:
    """Write the chosen exercises, their topics' pages and the graders into an empty folder."""
    for exercise in chosen:
        shutil.copytree(exercise.folder, target / _below_root(exercise.folder), ignore=_CACHES)
    for page in dict.fromkeys(exercise.folder.parent / "README.md" for exercise in chosen):
        (target / _below_root(page)).write_text(topic_page(page, chosen), encoding="utf-8")
    copy_graders(target)
    for name in ("LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, target / name)
    (target / "noxfile.py").write_text(
        learners_noxfile((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    )
    (target / "README.md").write_text(readme, encoding="utf-8")


def copy_graders(target: Path) -> None:
    """Write what grading needs beside the exercises: the graders, the plugin's hook, and the settings."""
    shutil.copytree(ROOT / "graders", target / "graders", ignore=_ignored)
    shutil.copy(ROOT / "conftest.py", target / "conftest.py")
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (target / "pyproject.toml").write_text(learners_settings(settings), encoding="utf-8")


def _ignored(folder: str, names: list[str]) -> set[str]:
    ignored = set(_CACHES(folder, names))
    return ignored | (set(LEFT_OUT) & set(names) if Path(folder) == ROOT / "graders" else set())


def _below_root(path: Path) -> Path:
    """Its place in a repository: exercises/TOPIC/..."""
    parts = path.parts
    return Path(*parts[parts.index("exercises") :])


def topic_page(page: Path, chosen: Iterable[Exercise]) -> str:
    """A topic's page without the rows of its ladder whose exercises are not handed out."""
    there = {exercise.folder.name for exercise in chosen if exercise.folder.parent == page.parent}
    lines = page.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(
        line for line in lines if not line.startswith("|") or there.issuperset(_links(line))
    )


def _links(line: str) -> list[str]:
    """Folders of exercises that a line links to."""
    return re.findall(r"\]\((\d\d_\w+)/", line)


def learners_noxfile(text: str) -> str:
    """The noxfile with the learners' sessions only, and without what only the others need."""
    lines = text.splitlines(keepends=True)
    for node in reversed(ast.parse(text).body):
        if isinstance(node, ast.FunctionDef) and _is_for_others(node):
            del lines[
                min([node.lineno, *(each.lineno for each in node.decorator_list)])
                - 1 : node.end_lineno
            ]
    return re.sub(r"\n{4,}", "\n\n\n", "".join(lines))


def _is_for_others(node: ast.FunctionDef) -> bool:
    is_session = any("session" in ast.unparse(each) for each in node.decorator_list)
    return node.name == "install" or (is_session and node.name not in LEARNERS_SESSIONS)


def learners_settings(text: str) -> str:
    """pyproject.toml without the settings and dependencies of authors' tools."""
    tables = re.split(r"^(?=\[)", text, flags=re.MULTILINE)
    kept = [table for table in tables if table.partition("]")[0].lstrip("[") in _SETTINGS]
    groups = re.compile(
        r"^(?!grade\b)[a-z]+ = \[.*?^\]\n|^(?!grade\b)[a-z]+ = \[.*\]\n", re.MULTILINE | re.DOTALL
    )
    return (
        "".join(
            groups.sub("", table) if table.startswith("[dependency-groups]") else table
            for table in kept
        ).rstrip()
        + "\n"
    )
