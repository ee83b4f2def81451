"""The way back to the stub, which the graders keep, and back from it: no text is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from graders.commands.arguments import Parser, named
from graders.model import stubs
from graders.model.errors import Usage
from graders.model.exercises import ROOT, Exercise, find_exercises
from graders.model.files import write_whole
from graders.model.invocation import command, prog


@dataclass(frozen=True)
class Reset:
    """What became of a stub's file."""

    now: str
    """What stands there now: "the stub", "your text"."""
    changed: bool
    """False when it stood there already."""
    backup: Path | None = None
    """Where the text before is kept; None where there was none to keep."""


def reset(exercise: Exercise, state_dir: Path) -> Reset:
    """Brings back the stub of an exercise, after a copy of what stood there was written.

    Raises:
        KeyError: the graders keep no stub of it; nothing was changed.
    """
    stub = stubs.stubs()[exercise.name].text.encode()
    return _put("the stub", stub, exercise, state_dir)


def undo(exercise: Exercise, state_dir: Path) -> Reset:
    """Brings back the text that was put away last; what stands there is put away in turn.

    Raises:
        Usage: nothing of this exercise was put away.
    """
    backups = (state_dir / "backups").glob(f"{exercise.name}.[0-9]*.py")
    kept = [path for path in backups if path.is_file()]
    if not kept:
        raise Usage(f"{exercise.name}: nothing to undo, no reset has put a text of yours away")
    newest = max(kept, key=lambda path: (path.stat().st_mtime_ns, path.name))
    return _put("your text", newest.read_bytes(), exercise, state_dir)


def _put(what: str, text: bytes, exercise: Exercise, state_dir: Path) -> Reset:
    """Writes a text in place of the learner's; of theirs, unless it is the stub, a copy is kept."""
    file = exercise.stub
    is_folder = file.is_dir()
    current = file.read_bytes() if file.exists() and not is_folder else b""
    # By lines, whatever ends them: a checkout on Windows may have changed that.
    if current.splitlines() == text.splitlines() and file.exists() and not is_folder:
        return Reset(what, changed=False)
    stub = stubs.stubs()[exercise.name].text.encode()
    is_theirs = file.exists() and (is_folder or current.splitlines() != stub.splitlines())
    backup = _free(exercise.name, state_dir / "backups") if is_theirs else None
    if backup and is_folder:
        backup.parent.mkdir(parents=True, exist_ok=True)
        file.rename(backup)
    elif backup:
        write_whole(backup, current)
    write_whole(file, text)
    return Reset(what, changed=True, backup=backup)


def _free(name: str, folder: Path) -> Path:
    """A name that no other backup has."""
    now = datetime.now().strftime("%Y%m%d-%H%M%S")
    backup = folder / f"{name}.{now}.py"
    number = 1
    while backup.exists():
        number += 1
        backup = folder / f"{name}.{now}-{number}.py"
    return backup


def main(argv: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Brings back the stub of the named exercise; returns the exit code."""
    parser = Parser(
        prog=prog("reset"), description="Bring back the stub of an exercise; your text is kept."
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="an exercise's name or number")
    parser.add_argument(
        "--undo", action="store_true", help="bring back the text that the last reset put away"
    )
    options = parser.parse_args(argv)
    known = find_exercises(root)
    exercise = named(options.name, "reset", known)
    change = undo if options.undo else reset
    try:
        print(_screen(exercise, change(exercise, root / ".katas"), root))
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
        return f"{heading} this is {done.now} already, nothing was changed"
    lines = [f"{heading} {done.now} is back"]
    if done.backup:
        lines.append(f"  the text before is kept in {done.backup.relative_to(root).as_posix()}")
        lines.append(f"  undo: {command('reset', exercise.name, '--undo')}")
    return "\n".join(lines)
