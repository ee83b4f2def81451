"""The way back to the stub, which git remembers; the learner's text is kept."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from graders.commands import git
from graders.commands.arguments import Parser, listed, one
from graders.model.errors import Usage
from graders.model.exercises import ROOT, Exercise, find_exercises
from graders.model.files import write_whole
from graders.model.invocation import command, prog


class NoStub(LookupError):
    """Git cannot give the stub; the message is one line that says why."""


@dataclass(frozen=True)
class Reset:
    """What became of a stub's file."""

    commit: str
    """The commit that the stub is from, in full."""
    changed: bool
    """False when the file was the stub already."""
    backup: Path | None = None
    """Where the learner's text is kept; None where there was none to keep."""


def reset(exercise: Exercise, state_dir: Path) -> Reset:
    """Brings back the stub of an exercise, after a copy of what stood there was written.

    Raises:
        NoStub: git cannot give the stub; nothing was changed.
    """
    commit, stub = pristine(exercise.stub)
    current = exercise.stub.read_bytes() if exercise.stub.exists() else None
    # By lines, whatever ends them: a checkout on Windows may have changed that.
    if current is not None and current.splitlines() == stub.splitlines():
        return Reset(commit, changed=False)
    backup = None if current is None else _keep(current, exercise.name, state_dir / "backups")
    write_whole(exercise.stub, stub)
    return Reset(commit, changed=True, backup=backup)


def pristine(file: Path) -> tuple[str, bytes]:
    """The newest commit whose version of the file is a stub, and that version.

    Where none is a stub, it is the commit that added the file.

    Raises:
        NoStub: there is no git, no repository, no version, or only a part of the history.
    """
    # Newest first; a commit that deleted the file left no version of it.
    log = ("log", "--diff-filter=AMT", "--format=%H", "--", file.name)
    versions = [
        (commit, _git(file.parent, "show", f"{commit}:./{file.name}"))
        for commit in _git(file.parent, *log).decode().split()
    ]
    if not versions:
        raise NoStub("git has no version of it")
    stubs = [version for version in versions if is_stub(version[1])]
    if not stubs and _git(file.parent, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise NoStub("this clone has only a part of the history; run: git fetch --unshallow")
    return stubs[0] if stubs else versions[-1]


def is_stub(source: bytes) -> bool:
    """True when no function of the file is written yet, and one says so by NotImplementedError."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    functions = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    # What does nothing says nothing: docstrings, dots and pass.
    bodies = [
        [
            node
            for node in function.body
            if not isinstance(node, ast.Pass)
            and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        ]
        for function in functions
    ]
    return any(map(_raises, bodies)) and all(not body or _raises(body) for body in bodies)


def _raises(body: list[ast.stmt]) -> bool:
    """True for a body that only raises NotImplementedError."""
    if len(body) != 1 or not isinstance(body[0], ast.Raise):
        return False
    raised = body[0].exc
    name = raised.func if isinstance(raised, ast.Call) else raised
    return isinstance(name, ast.Name) and name.id == "NotImplementedError"


def _git(folder: Path, *command: str) -> bytes:
    try:
        asked = ["git", "-C", str(folder), *command]
        done = subprocess.run(asked, env=git.environment(), capture_output=True, check=False)
    except FileNotFoundError:
        raise NoStub("git is not installed, or not on the PATH") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise NoStub(f"git says {said!r}")
    return done.stdout


def _keep(text: bytes, name: str, folder: Path) -> Path:
    """Writes the backup under a name that no other backup has."""
    now = datetime.now().strftime("%Y%m%d-%H%M%S")
    backup = folder / f"{name}.{now}.py"
    number = 1
    while backup.exists():
        number += 1
        backup = folder / f"{name}.{now}-{number}.py"
    write_whole(backup, text)
    return backup


def main(argv: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Brings back the stub of the named exercise; returns the exit code."""
    parser = Parser(
        prog=prog("reset"), description="Bring back the stub of an exercise; your text is kept."
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="an exercise's name or number")
    name = parser.parse_args(argv).name
    known = find_exercises(root)
    if name is None:
        like = command("reset", "NAME")
        raise Usage(f"name the exercise: {like}, with NAME one of {listed(known)}")
    exercise = one(name, known)
    try:
        print(_screen(exercise, reset(exercise, root / ".katas"), root))
    except NoStub as reason:
        raise Usage(
            f"{exercise.name} is as it was: {reason}; or copy the stub from where you got it"
        ) from None
    except OSError as error:
        raise Usage(f"{exercise.name}: cannot write {error.filename} ({error.strerror})") from None
    return 0


def _screen(exercise: Exercise, done: Reset, root: Path) -> str:
    heading = f"  {exercise.number} {exercise.name}:"
    if not done.changed:
        return f"{heading} this is the stub already, nothing was changed"
    lines = [f"{heading} the stub is back, from commit {done.commit[:10]}"]
    if done.backup:
        lines.append(f"  your text is kept in {done.backup.relative_to(root).as_posix()}")
    return "\n".join(lines)
