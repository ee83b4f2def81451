"""Small courses and copies of them: texts in a folder, none of which ever runs."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from graders.commands import git
from graders.model import versions

TOPIC = "exercises/02_iterators"

DONE = "def total(): return 3  # mine\n"
"""A learner's answer."""


def stub(name: str, of: str = "1") -> str:
    """What is handed out of an exercise."""
    return f'"""Stub of {name} in version {of}."""\n'


def exercise(name: str, number: int, of: str = "1", topic: str = TOPIC) -> dict[str, str]:
    """The files of an exercise."""
    place = f"{topic}/{number:02}_{name}"
    return {
        f"{place}/README.md": f"# {name}\n",
        f"{place}/hints.md": "## 1\n\nThink.\n",
        f"{place}/test_{name}.py": f"# tests of {name}, version {of}\n",
        f"{place}/{name}.py": stub(name, of),
    }


def course(of: str, *exercises: Mapping[str, str], renames: Mapping[str, str] | None = None) -> dict[str, str]:
    """The files of a version with these exercises."""
    texts = {path: text for each in exercises for path, text in each.items()}
    kept = {Path(path).stem: {"text": text, "passes": []} for path, text in texts.items() if text.startswith('"""Stub')}
    return {
        **texts,
        "noxfile.py": f"# jobs, version {of}\n",
        "conftest.py": "# hook\n",
        "pyproject.toml": f'[project]\nversion = "{of}.0"\n',
        "README.md": f"# Learners, version {of}\n",
        "graders/__main__.py": f"# graders, version {of}\n",
        "graders/model/stubs.json": json.dumps(kept),
        "graders/model/renames.json": json.dumps(dict(renames or {})),
    }


def written(root: Path, texts: Mapping[str, str], *, record: bool = True) -> Path:
    """These files in a folder; a handout records them."""
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    if record:
        digests = {path: versions.digest(text.encode()) for path, text in texts.items()}
        (root / versions.HANDED_OUT).write_text(versions.manifest(versions.version(root), digests), encoding="utf-8")
    return root


def committed(folder: Path, *more: Sequence[str]) -> None:
    """All files of a folder in a commit, and what more git is told."""
    told = ["git", "-C", str(folder), "-c", "user.name=n", "-c", "user.email=e@x"]
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "x"], *more):
        subprocess.run([*told, *words], env=git.environment(), check=True)


def tree(root: Path) -> dict[str, str]:
    """The files of a copy, without what only the graders keep there."""
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.relative_to(root).parts[0] not in (".katas", ".git")
    }
