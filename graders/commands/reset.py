"""The way back to the stub, which the graders keep; the learner's text is kept too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from graders.commands.arguments import Parser, listed, one
from graders.model import stubs
from graders.model.errors import Usage
from graders.model.exercises import ROOT, Exercise, find_exercises
from graders.model.files import write_whole
from graders.model.invocation import command, prog


@dataclass(frozen=True)
class Reset:
    """What became of a stub's file."""

    changed: bool
    """False when the file was the stub already."""
    backup: Path | None = None
    """Where the learner's text is kept; None where there was none to keep."""


def reset(exercise: Exercise, state_dir: Path) -> Reset:
    """Brings back the stub of an exercise, after a copy of what stood there was written.

    Raises:
        KeyError: the graders keep no stub of it; nothing was changed.
    """
    stub = stubs.stubs()[exercise.name].text.encode()
    current = exercise.stub.read_bytes() if exercise.stub.exists() else None
    # By lines, whatever ends them: a checkout on Windows may have changed that.
    if current is not None and current.splitlines() == stub.splitlines():
        return Reset(changed=False)
    backup = None if current is None else _keep(current, exercise.name, state_dir / "backups")
    write_whole(exercise.stub, stub)
    return Reset(changed=True, backup=backup)


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
    except KeyError:
        record = command("verify", exercise.name, "--record")
        raise Usage(
            f"{exercise.name} is as it was: the graders keep no stub of it; {record} does"
        ) from None
    except OSError as error:
        raise Usage(f"{exercise.name}: cannot write {error.filename} ({error.strerror})") from None
    return 0


def _screen(exercise: Exercise, done: Reset, root: Path) -> str:
    heading = f"  {exercise.number} {exercise.name}:"
    if not done.changed:
        return f"{heading} this is the stub already, nothing was changed"
    lines = [f"{heading} the stub is back"]
    if done.backup:
        lines.append(f"  your text is kept in {done.backup.relative_to(root).as_posix()}")
    return "\n".join(lines)
