"""The command ``list``: what is done and what comes next, at once, from the last gradings."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from graders.commands.arguments import Parser
from graders.judge.results import not_judged
from graders.model import stubs
from graders.model.errors import Usage
from graders.model.exercises import ROOT, Exercise, NoSuchExercise, find_exercises, select
from graders.model.invocation import command, prog
from graders.model.levels import PATHS, way
from graders.model.tries import digest, text_of, tries
from graders.model.wording import number_of
from graders.screens.overview import listing, overview
from graders.screens.page import Page
from graders.screens.standings import EDITED, TO_DO, Standing
from graders.screens.terminal import terminal


def main(argv: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Draws the topics, or the exercises that are asked for; returns the exit code."""
    parser = Parser(
        prog=prog("list"), description="Show what is done, and what is next; nothing is graded."
    )
    parser.add_shared("selectors")
    parser.add_shared("--topic")
    parser.add_shared("--level")
    parser.add_argument(
        "--path",
        type=lambda text: text.replace(" ", "-"),
        choices=[name.replace(" ", "-") for name in PATHS],
        metavar="TIME",
        help="what to do with two-hours, one-day or one-week: some of each topic",
    )
    parser.add_argument("--all", action="store_true", help="every exercise on a line")
    options = parser.parse_args(argv)
    known = find_exercises(root)
    if not known:
        raise Usage(f"no exercises in {root / 'exercises'}")
    asked = [*options.selectors, *options.topic]
    try:
        chosen = select(asked, known, options.level)
    except NoSuchExercise as nothing:
        raise Usage(str(nothing)) from None
    if options.path:
        steps = way(known, PATHS[options.path.replace("-", " ")])
        chosen = [exercise for exercise in chosen if exercise in steps]
        if not chosen:
            raise Usage(f"none of these exercises is on the path of {options.path}")
    standings = [standing(exercise, root) for exercise in chosen]
    screen = terminal(sys.stdout)
    if asked or options.level or options.path or options.all:
        screen.print(listing(standings, screen.space))
    else:
        page = overview(standings, screen.space)
        page.add(f"  each exercise: {command('list', '--all')}")
        _add_paths(page, known)
        screen.print(page)
    return 0


def _add_paths(page: Page, known: Sequence[Exercise]) -> None:
    """Adds a line for each time in which more can be done than in a shorter one."""
    told = 0
    for name, minutes in PATHS.items():
        steps = way(known, minutes)
        if len(steps) > told:
            told = len(steps)
            does = command("list", "--path", name.replace(" ", "-"))
            page.add(f"  with {name}, {number_of(told, 'exercise')}: {does}")


def standing(exercise: Exercise, root: Path) -> Standing:
    """Where the learner stands with an exercise, by its file and the last grading of it."""
    data = text_of(exercise.stub)
    if not data or stubs.is_untouched(exercise.name, data):
        return Standing(not_judged(exercise), TO_DO)
    found = tries(root, exercise.name)
    if found is None:
        return Standing(not_judged(exercise), EDITED)
    # Its number, level and needs are those of today, whatever they were when it was graded.
    now, then = not_judged(exercise), found.last.result
    kept = {name: getattr(now, name) for name in ("number", "title", "topic", "level", "needs")}
    return Standing(replace(then, **kept), None if found.last.digest == digest(data) else EDITED)
