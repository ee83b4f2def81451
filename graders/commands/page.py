"""The command ``page``: the pictures of an exercise's last grading, as a page in the browser."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from graders.commands.arguments import Parser, one, writing
from graders.model.curves import curves
from graders.model.drawing import Drawing
from graders.model.errors import Usage
from graders.model.exercises import ROOT, Exercise, find_exercises
from graders.model.files import write_whole
from graders.model.invocation import command, prog
from graders.model.tries import Tries, digest, latest, text_of, tries
from graders.screens.pictures.paper import Others, paper


def main(argv: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Writes the page and opens it, or says where it is; returns the exit code."""
    parser = Parser(
        prog=prog("page"),
        description="Draw what the last grading of an exercise has measured; nothing is graded.",
    )
    parser.add_argument(
        "name", nargs="?", metavar="NAME", help="an exercise; without one, the last that was graded"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="where the page goes")
    parser.add_argument("--closed", action="store_true", help="write it, and open no browser")
    options = parser.parse_args(argv)
    known = find_exercises(root)
    if not known:
        raise Usage(f"no exercises in {root / 'exercises'}")
    exercise = one(options.name, known) if options.name else _latest(root, known)
    found = tries(root, exercise.name)
    if found is None:
        like = command("grade", exercise.name)
        raise Usage(f"{exercise.name} was not graded here yet, so nothing is known of it: {like}")
    edited = found.last.digest != digest(text_of(exercise.stub))
    page = paper(found.last.result, edited, _others(found))
    file = (options.out or root / ".katas" / "pages" / f"{exercise.name}.html").absolute()
    with writing(file):
        write_whole(file, page)
    opened = not options.closed and _has_screen() and webbrowser.open(file.as_uri())
    print(f"  {exercise.number} {exercise.name}: {'opened ' if opened else ''}{file}")
    return 0


def _latest(root: Path, known: Sequence[Exercise]) -> Exercise:
    """The exercise of the last grading.

    Raises:
        Usage: there was none.
    """
    name = latest(root, [each.name for each in known])
    if not name:
        raise Usage(f"nothing was graded here yet: {command('grade', known[0].name)}")
    return next(each for each in known if each.name == name)


def _others(found: Tries) -> Others:
    """What stands beside the last try, by test: the one before it, the reference, mistakes."""
    others: dict[str, list[tuple[str, Drawing]]] = {}
    for test in found.before.result.tests if found.before else []:
        if test.drawing:
            others[test.name] = [("the try before", test.drawing)]
    for name, kept in curves().get(found.last.result.name, {}).items():
        others.setdefault(name, []).extend((each.name, Drawing([each.curve])) for each in kept)
    return others


def _has_screen() -> bool:
    """False where a browser would have to run in the terminal."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
