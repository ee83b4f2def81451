"""Where one attack is graded: a copy of the repository, its own home, and submissions, with canaries among them.

The copy is the repository under attack: whatever gets through finds this one, can harm nothing else by a path of its
own, and other runs beside it or an editor that saves a file do not disturb the comparison.
"""

from __future__ import annotations

import os
import py_compile
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graders.authors.attacks.suite import Attack
from graders.model.exercises import Exercise

PARTS = ("conftest.py", "pyproject.toml", "noxfile.py", "exercises", "solutions", "graders")
"""What of the repository a grading needs."""

KEPT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH")
"""What the graded command may know of the environment: nothing that is worth stealing."""


@dataclass(frozen=True)
class Stage:
    """The folders of one run; the canary is a random word that a submission can learn only where it must not look."""

    root: Path
    canary: str
    attack: Attack
    bystander: Exercise

    @property
    def repository(self) -> Path:
        """The copy that grades."""
        return self.root / "repository"

    @property
    def home(self) -> Path:
        """The home folder of whoever grades."""
        return self.root / "home"

    @property
    def temporary(self) -> Path:
        """The folder for temporary files."""
        return self.root / "tmp"

    @property
    def submission(self) -> Path:
        """What is graded."""
        return self.root / "submissions" / "theirs"

    @property
    def results(self) -> Path:
        """Where the results go."""
        return self.root / "out" / "results.json"

    @property
    def screen(self) -> Path:
        """What the command shows."""
        return self.root / "out" / "screen.txt"

    @property
    def watched(self) -> list[Path]:
        """The folders in which nothing may change."""
        return [self.repository, self.home, self.temporary, self.root / "submissions"]

    @property
    def environment(self) -> dict[str, str]:
        """The environment of the command; without bytecode, so that every new file is somebody's doing."""
        own = {"HOME": str(self.home), "TMPDIR": str(self.temporary), "KATAS_CANARY": self.canary}
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        return {**kept, **own, "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"}

    def command(self, more: list[str]) -> list[str]:
        """The command that a user would give."""
        asked = [f"--submission={self.submission}", f"--json={self.results}", *more]
        return [
            sys.executable,
            "-m",
            "graders",
            "grade",
            *asked,
            self.attack.against.name,
            self.bystander.name,
        ]


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder for the stages of a whole suite."""
    folder = Path(tempfile.mkdtemp(prefix="katas-"))
    try:
        yield folder
    finally:
        _remove(folder)


def _remove(folder: Path) -> None:
    # Not shutil.rmtree: folders nested by the thousand make it fall off the stack.
    subprocess.run(["rm", "-rf", "--", str(folder)], check=False)


def copied(source: Path, target: Path, only: Collection[str] = ()) -> None:
    """Copies what a grading needs, with the bytecode beside it, which stays valid; of the exercises ``only`` these."""

    def left_out(folder: str, names: list[str]) -> list[str]:
        exercises = Path(folder).parent.name in ("exercises", "solutions") and only
        others = [
            name for name in names if exercises and name[:2].isdigit() and name[3:] not in only
        ]
        return [*others, "tests"]

    target.mkdir()
    for part in PARTS:
        if (source / part).is_dir():
            shutil.copytree(source / part, target / part, ignore=left_out, symlinks=True)
        else:
            shutil.copy2(source / part, target)


@contextmanager
def built(root: Path, source: Path, attack: Attack, bystander: Exercise) -> Iterator[Stage]:
    """A stage in the folder ``root``, made from the repository ``source``; taken down at the
    end."""
    stage = Stage(root, secrets.token_hex(16), attack, bystander)
    root.mkdir()
    try:
        copied(source, stage.repository, {attack.against.name, bystander.name})
        for folder in (stage.home, stage.temporary, stage.results.parent):
            folder.mkdir()
        _lay_canaries(stage)
        _submit(stage)
        yield stage
    finally:
        _remove(root)


def _lay_canaries(stage: Stage) -> None:
    neighbour = stage.root / "submissions" / "of_somebody_else"
    shutil.copytree(stage.repository / "exercises", neighbour / "exercises")
    for folder in (stage.home, neighbour, stage.repository / "solutions"):
        (folder / "canary.txt").write_text(f"{stage.canary}\n", encoding="utf-8")
    for folder in (neighbour, stage.repository / "exercises", stage.repository / "solutions"):
        for file in folder.rglob("*.py"):
            with open(file, "a", encoding="utf-8") as end:
                end.write(f"# {stage.canary}\n")


def _submit(stage: Stage) -> None:
    """Lays down the submission: the attack, and the reference of the bystander, which has to
    pass."""
    innocent = _place(stage, stage.bystander)
    shutil.copyfile(stage.bystander.reference, innocent)
    stub = _place(stage, stage.attack.against)
    if stage.attack.path.suffix == ".py":
        shutil.copyfile(stage.attack.path, stub)
        return
    tree = stage.attack.path / "tree"
    if tree.is_dir():
        shutil.copytree(tree, stage.submission, dirs_exist_ok=True, symlinks=True)
    for name in stage.attack.adds:
        (stage.submission / name).touch()
    if stage.attack.bytecode:
        _lay_bytecode(stage.attack.path / stage.attack.bytecode, stub)
    if stage.attack.recipe is not None:
        stage.attack.recipe(stub, stage.repository)


def _place(stage: Stage, exercise: Exercise) -> Path:
    folder = stage.submission / "exercises" / exercise.folder.parent.name / exercise.folder.name
    folder.mkdir(parents=True)
    return folder / exercise.stub.name


def _lay_bytecode(source: Path, stub: Path) -> None:
    """Compiles another text, as what Python would take for the stub's own bytecode, never looking at the stub."""
    cached = stub.parent / "__pycache__" / f"{stub.stem}.{sys.implementation.cache_tag}.pyc"
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile(
        str(source), str(cached), dfile=stub.name, doraise=True, invalidation_mode=unchecked
    )
