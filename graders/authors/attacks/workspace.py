"""Where one attack is graded: a copy of the repository, a home, submissions, canaries among them.

The copy is the repository under attack: whatever gets through finds this one, can harm nothing else
by a path of its own, and other runs beside it or an editor that saves a file do not disturb the
comparison.
"""

from __future__ import annotations

import os
import py_compile
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping
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
class Workspace:
    """The folders of one run.

    The canary is a random word that a submission can learn only where it must not look.
    """

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
        """The command's environment; without bytecode: then every new file is somebody's doing."""
        own = {"HOME": str(self.home), "TMPDIR": str(self.temporary), "KATAS_CANARY": self.canary}
        return environment(own)

    def command(self, more: list[str]) -> list[str]:
        """The command that a user would give."""
        asked = [f"--submission={self.submission}", f"--json={self.results}", *more]
        names = (self.attack.against.name, self.bystander.name)
        return [sys.executable, "-m", "graders", "grade", *asked, *names]


def environment(own: Mapping[str, str]) -> dict[str, str]:
    """What a command is given: its own, and of ours what programs rely on; no bytecode."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, **own, "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"}


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder for the workspaces of a whole suite."""
    folder = Path(tempfile.mkdtemp(prefix="katas-"))
    try:
        yield folder
    finally:
        _remove(folder)


def _remove(folder: Path) -> None:
    # Not shutil.rmtree: folders nested by the thousand make it fall off the stack.
    subprocess.run(["rm", "-rf", "--", str(folder)], check=False)


def copied(source: Path, target: Path, only: Collection[str] = ()) -> None:
    """Copies what a grading needs, bytecode too, which stays valid; of exercises ``only`` these."""

    def left_out(folder: str, names: list[str]) -> list[str]:
        if not only or Path(folder).parent.name not in ("exercises", "solutions"):
            return ["tests"]
        others = [name for name in names if name[:2].isdigit() and name[3:] not in only]
        return [*others, "tests"]

    target.mkdir()
    for part in PARTS:
        if (source / part).is_dir():
            shutil.copytree(source / part, target / part, ignore=left_out, symlinks=True)
        else:
            shutil.copy2(source / part, target)


@contextmanager
def built(root: Path, source: Path, attack: Attack, bystander: Exercise) -> Iterator[Workspace]:
    """A workspace at ``root``, made from the repository ``source``; removed at the end."""
    made = Workspace(root, secrets.token_hex(16), attack, bystander)
    root.mkdir()
    try:
        copied(source, made.repository, {attack.against.name, bystander.name})
        for folder in (made.home, made.temporary, made.results.parent):
            folder.mkdir()
        neighbour = root / "submissions" / "of_somebody_else"
        shutil.copytree(made.repository / "exercises", neighbour / "exercises")
        solutions = made.repository / "solutions"
        for folder in (made.home, neighbour, solutions):
            (folder / "canary.txt").write_text(f"{made.canary}\n", encoding="utf-8")
        for folder in (neighbour, made.repository / "exercises", solutions):
            for file in folder.rglob("*.py"):
                with open(file, "a", encoding="utf-8") as end:
                    end.write(f"# {made.canary}\n")
        _submit(made)
        yield made
    finally:
        _remove(root)


def _submit(workspace: Workspace) -> None:
    """Lays down the attack, and the reference of the bystander, which has to pass."""
    attack = workspace.attack
    shutil.copyfile(workspace.bystander.reference, _place(workspace, workspace.bystander))
    stub = _place(workspace, attack.against)
    if attack.path.suffix == ".py":
        shutil.copyfile(attack.path, stub)
        return
    tree = attack.path / "tree"
    if tree.is_dir():
        shutil.copytree(tree, workspace.submission, dirs_exist_ok=True, symlinks=True)
    for name in attack.adds:
        (workspace.submission / name).touch()
    if attack.bytecode:
        # Another text, compiled, where Python looks for the stub's own bytecode: unchecked, so it
        # would be taken without a look at the stub.
        py_compile.compile(
            str(attack.path / attack.bytecode),
            str(stub.parent / "__pycache__" / f"{stub.stem}.{sys.implementation.cache_tag}.pyc"),
            dfile=stub.name,
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
    if attack.recipe is not None:
        attack.recipe(stub, workspace.repository)


def _place(workspace: Workspace, exercise: Exercise) -> Path:
    folder = workspace.submission / exercise.folder.relative_to(exercise.folder.parents[2])
    folder.mkdir(parents=True)
    return folder / exercise.stub.name
