"""The command ``renumber``: an exercise gets another place in its topic; all that names it follows.

Folders and mirrors are renamed, and wherever a text has the folder's name, or the number beside the
exercise's name or among the needs of a page, it has the new one. A number that stands alone could
mean anything: the lines that have one are listed, for the author to read. What goes by the name of
an exercise, such as the tries of learners and the headers of attacks, is not touched by it.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from graders.authors import checks
from graders.authors.mutation import table
from graders.commands import git
from graders.commands.arguments import Parser, one
from graders.model.errors import Usage
from graders.model.exercises import ROOT, Exercise, find_exercises
from graders.model.files import write_whole
from graders.model.invocation import command, prog
from graders.model.levels import PATHS

_ROW = re.compile(r"(?:^\| \d\d\.\d\d \| \[.*\n)+", re.MULTILINE)
"""The rows of a topic's ladder, which stand in the order of the numbers."""

_NEEDS = re.compile(r"^Level: .*; needs .*$", re.MULTILINE)
"""A page's line that names others by their numbers alone."""


def main(argv: list[str] | None = None, root: Path = ROOT) -> int:
    """Renumber; 0 when it is done, and says what is left to read.

    Raises:
        Usage: there is no such exercise or place, or git could not undo it.
    """
    parser = Parser(
        prog=prog("renumber"),
        description="Give an exercise another place in its topic; what stands there moves on.",
    )
    parser.add_argument("name", metavar="NAME", help="the exercise, by name or number")
    parser.add_argument("number", metavar="NUMBER", help="its new number: 02.05")
    options = parser.parse_args(argv)
    known = find_exercises(root)
    moved = moves(known, one(options.name, known), options.number)
    if _git(root, "status", "--porcelain"):
        raise Usage("there are changes that git does not have: commit them, so that it can undo")
    files = [root / name for name in _git(root, "ls-files", "-z").split("\0") if name]
    left = _texts(root, files, moved)
    names = {each.folder.name: f"{place[3:]}_{each.name}" for each, place in moved.items()}
    # Those of exercises and mirrors, and of attacks that hand in a tree.
    for folder in {above for path in files for above in path.parents if above.name in names}:
        folder.rename(folder.with_name(names[folder.name]))
    _tables(root)
    for each, place in moved.items():
        print(f"  {each.number} {each.name} is {place}")
    if left:
        print("\n".join(["  lines that have an old number alone, for you to read:", *left]))
    print(f"  then: {command('verify', options.number[:2])}; to undo it: git stash -u")
    return 0


def moves(known: list[Exercise], exercise: Exercise, number: str) -> dict[Exercise, str]:
    """The exercises that get another number, each with it, when one gets this place.

    Raises:
        Usage: it is not a place in the topic of the exercise.
    """
    topic = exercise.number[:2]
    its = [each for each in known if each.number[:2] == topic]
    if number not in (places := [f"{topic}.{place:02}" for place in range(1, len(its) + 1)]):
        raise Usage(f"{number}: not a place in its topic; there are {places[0]} to {places[-1]}")
    its.remove(exercise)
    its.insert(places.index(number), exercise)
    pairs = zip(its, places, strict=True)
    return {each: place for each, place in pairs if each.number != place}


def rewritten(text: str, moved: Mapping[Exercise, str]) -> str:
    """A text that names these exercises as they are called now; all of it in one pass."""
    if not moved:
        return text
    by_name = {exercise.name: (exercise.number, number) for exercise, number in moved.items()}
    names = "|".join(by_name)

    def renamed(found: re.Match[str]) -> str:
        before, between, name = found.groups()
        old, new = by_name[name]
        for length in (5, 2):
            if before == old[-length:]:
                return f"{new[-length:]}{between}{name}"
        return found[0]

    text = re.sub(rf"(?<![\w.])((?:\d\d\.)?\d\d)(_| | \| \[)({names})(?!\w)", renamed, text)
    numbers = dict(by_name.values())
    return _NEEDS.sub(
        lambda line: re.sub(r"\d\d\.\d\d", lambda it: numbers.get(it[0], it[0]), line[0]), text
    )


def _texts(root: Path, files: list[Path], moved: Mapping[Exercise, str]) -> list[str]:
    """Rewrite the texts that name these; the lines that have an old number, and were not."""
    old = re.compile("|".join(rf"(?<![\w.]){re.escape(each.number)}(?![\w.])" for each in moved))
    left = []
    for path in files:
        if not path.is_file() or path.is_symlink():
            continue
        try:
            text = path.read_bytes().decode()
        except UnicodeDecodeError:
            continue
        made = rewritten(text, moved)
        if made != text:
            mode = path.stat().st_mode
            write_whole(path, made.encode())
            path.chmod(mode)
        for line, (now, before) in enumerate(
            zip(made.split("\n"), text.split("\n"), strict=True), 1
        ):
            if now == before and moved and old.search(now) and not _NEEDS.match(now):
                left.append(f"  {path.relative_to(root).as_posix()}:{line}")
    return left


def _git(root: Path, *arguments: str) -> str:
    """What git says of the repository; ``Usage`` where it does not know it."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments],
            env=git.environment(),
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        raise Usage("git does not know this folder, and could not undo what is done here") from None
    return done.stdout


def _tables(root: Path) -> None:
    """Sort the rows of all tables of exercises by number, and write anew those that count them."""
    known = find_exercises(root)
    for page in {exercise.folder.parent / "README.md" for exercise in known}:
        if page.is_file():
            text = page.read_text(encoding="utf-8")
            write_whole(
                page, _ROW.sub(lambda rows: "".join(sorted(rows[0].splitlines(True))), text)
            )
    page = root / table.PAGE
    if page.is_file():
        write_whole(page, table.updated(page.read_text(encoding="utf-8"), {}, known))
    page = root / "README.md"
    if page.is_file():
        rows = [checks.path_row(known, name) for name in PATHS]
        rows += [checks.topic_row(topic, its) for topic, its in checks.by_topic(known).items()]
        lines = page.read_text(encoding="utf-8").split("\n")
        # A row is known by its first cell.
        new = {row.split(" | ")[0]: row for row in rows}
        write_whole(page, "\n".join(new.get(line.split(" | ")[0], line) for line in lines))
