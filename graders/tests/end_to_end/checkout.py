"""A checkout of its own with small exercises, graded by the real command in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graders.model import exercises, speed
from graders.tests.repositories import PAGE, TESTS

GRADERS = [sys.executable, "-m", "graders"]
GRADE = [*GRADERS, "grade"]


def started(
    command: list[str], folder: Path, environment: Mapping[str, str] | None = None, **options: Any
) -> subprocess.Popen[str]:
    """A command in a folder, running; its environment is this one without what tells pytest something, and more."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "PYTEST"))}
    return subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**kept, **(environment or {})},
        **options,
    )


def done(running: subprocess.Popen[str]) -> subprocess.CompletedProcess[str]:
    """The same when it has come to its end."""
    out, err = running.communicate(timeout=240 * speed.slowness())
    return subprocess.CompletedProcess(running.args, running.returncode, out, err)


class Checkout:
    """A repository in a folder of its own: exercises written by the test, the graders copied."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True)
        for name in ("conftest.py", "pyproject.toml"):
            shutil.copy(exercises.ROOT / name, root / name)
        shutil.copytree(
            exercises.ROOT / "graders", root / "graders", ignore=shutil.ignore_patterns("tests", "__pycache__")
        )

    @classmethod
    def at(cls, root: Path) -> Checkout:
        """One that is there already."""
        made = cls.__new__(cls)
        made.root = root
        return made

    def exercise(
        self, number: int, name: str, source: bytes | None, tests: str = TESTS, rights: tuple[str, ...] = ()
    ) -> Path:
        """An exercise whose stub has this text; the stub is left out for None. Gives the stub's path."""
        mark = f"\nimport graders\n\npytestmark = graders.allow(*{rights!r})\n" if rights else ""
        folder = self.root / "exercises" / "02_iterators" / f"{number:02}_{name}"
        folder.mkdir(parents=True)
        (folder / "README.md").write_text(PAGE, encoding="utf-8")
        (folder / f"test_{name}.py").write_text(
            tests.replace("from running_total", f"from {name}") + mark, encoding="utf-8"
        )
        if source is not None:
            (folder / f"{name}.py").write_bytes(source)
        return folder / f"{name}.py"

    def keep_stub(self, name: str, text: str) -> None:
        """The stub of an exercise, kept with the graders of this checkout."""
        kept = self.root / "graders" / "model" / "stubs.json"
        known = json.loads(kept.read_text(encoding="utf-8"))
        kept.write_text(json.dumps({**known, name: {"text": text}}), encoding="utf-8")

    def take(self, folder: Path) -> None:
        """A real exercise of this repository, taken over."""
        place = self.root / folder.relative_to(exercises.ROOT)
        shutil.copytree(folder, place, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(folder.parent / "README.md", place.parent / "README.md")

    def copy(self, name: str) -> None:
        """A file of this repository, taken over."""
        (self.root / name).parent.mkdir(exist_ok=True)
        shutil.copy(exercises.ROOT / name, self.root / name)

    @property
    def environment(self) -> dict[str, str]:
        """That of a user: what measures or steers the test itself is left out."""
        return {name: value for name, value in os.environ.items() if not name.startswith(("COV", "PYTEST"))}

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[str]:
        """The grading command, running."""
        return started([*GRADE, *arguments], self.root, **options)

    def grade(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """The grading command, done."""
        return self.run("grade", *arguments, **environment)

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Any command of the graders, done."""
        return done(started([*GRADERS, *arguments], self.root, environment))

    @property
    def report(self) -> dict[str, Any]:
        """What results.json says."""
        found: dict[str, Any] = json.loads((self.root / "results.json").read_text(encoding="utf-8"))
        return found

    @property
    def results(self) -> dict[str, Any]:
        """What results.json says of each exercise, by name."""
        return {exercise["name"]: exercise for exercise in self.report["exercises"]}
