"""Hints: one more each time that they are asked for, and all of them again at the end."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graders.commands.arguments import Parser, named
from graders.model.errors import Usage
from graders.model.exercises import ROOT, Exercise, find_exercises
from graders.model.files import write_whole
from graders.model.invocation import command, prog
from graders.model.tries import latest
from graders.screens.page import Page
from graders.screens.terminal import terminal

STATE = "hints.json"
"""How many hints of each exercise were shown, by its name."""

_HEADING = re.compile(r"^## *\d+\b.*$", re.MULTILINE)


class NoHints(LookupError):
    """An exercise has no hint to show; the message says what its author forgot."""


@dataclass(frozen=True)
class Hint:
    """What to show of an exercise's hints."""

    text: str
    """One hint, or all of them when there is no further one."""
    number: int
    """The hint's place, counted from 1."""
    of: int
    """How many hints there are."""
    again: bool = False
    """True when every hint was shown before: the text holds them all."""
    note: str = ""
    """One line on trouble with the count."""


def hint(exercise: Exercise, state_dir: Path) -> Hint:
    """The next hint of an exercise; remembers that it was shown.

    Raises:
        NoHints: hints.md is missing or has no numbered section.
    """
    texts = sections(exercise.hints)
    shown, trouble = _read(state_dir / STATE)
    before = shown.get(exercise.name, 0)
    if before >= len(texts):
        every = "\n\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))
        return Hint(every, len(texts), len(texts), again=True, note=trouble)
    trouble = _write(state_dir / STATE, {**shown, exercise.name: before + 1}) or trouble
    return Hint(texts[before], before + 1, len(texts), note=trouble)


def sections(page: Path) -> list[str]:
    """The texts under the headings "## 1", "## 2", ... of a page.

    Raises:
        NoHints: there is no page, or no such heading, or nothing under one.
    """
    try:
        text = page.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        why = f"hints.md cannot be read ({type(error).__name__})"
        raise NoHints(f"{page.parent.name}: {why}") from None
    texts = [part.strip() for part in _HEADING.split(text)[1:]]
    if not texts or not all(texts):
        raise NoHints(
            f"{page.parent.name}: hints.md needs a text under each heading ## 1, ## 2, ## 3"
        )
    return texts


def _read(state: Path) -> tuple[dict[str, int], str]:
    """The counts and, where they are lost, a line that says so."""
    try:
        shown = json.loads(state.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, ""
    except (OSError, ValueError, RecursionError):
        shown = None
    counts = shown.values() if isinstance(shown, dict) else [None]
    if all(type(count) is int and count >= 0 for count in counts):
        return shown, ""
    return {}, f"The count of hints in {state.name} was damaged; it starts again from the first."


def _write(state: Path, shown: dict[str, int]) -> str:
    """Keeps the counts; returns a line that says so where that fails."""
    try:
        write_whole(state, json.dumps(shown, indent=1, sort_keys=True) + "\n")
    except OSError as error:
        why = error.strerror
        return f"The count of hints could not be kept ({why}): the same hint comes again."
    return ""


def main(argv: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Shows one more hint of the named exercise; returns the exit code."""
    parser = Parser(prog=prog("hint"), description="Show one more hint of an exercise.")
    parser.add_argument(
        "name", nargs="?", metavar="NAME", help="an exercise; without one, the last that was graded"
    )
    name = parser.parse_args(argv).name
    known = find_exercises(root)
    name = name or latest(root, [each.name for each in known]) or None
    exercise = named(name, "hint", known)
    try:
        terminal(sys.stdout).print(_screen(exercise, hint(exercise, root / ".katas")))
    except NoHints as nothing:
        raise Usage(f"no hint to show, the exercise's author has to mend that: {nothing}") from None
    return 0


def _screen(exercise: Exercise, shown: Hint) -> Page:
    which = f"all {shown.of} hints" if shown.again else f"hint {shown.number} of {shown.of}"
    page = Page()
    page.add()
    page.add(f"  {exercise.number} {exercise.name}: {which}")
    page.add()
    if shown.note:
        page.add(f"  {shown.note}")
        page.add()
    page.add_prose(shown.text)
    page.add()
    if shown.number < shown.of:
        page.add(f"  next hint: {command('hint', exercise.name)}")
    else:
        page.add("  Those were all." if shown.again else "  That was the last one.")
        page.add(f"  next: {command('grade', exercise.name)}")
    return page
