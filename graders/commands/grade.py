"""The command ``grade``: judge the chosen exercises, draw the scoreboard, write results.json."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from graders.commands.arguments import Parser, check_strong, writing
from graders.judge import results
from graders.judge.plan import Confinement, Files, Plan, Sources, Task, drawn
from graders.judge.results import exercise_result
from graders.judge.session import Heard, Planned, judge, run_pytest, test_files
from graders.model import faults, invocation, tries
from graders.model.errors import Usage
from graders.model.exercises import (
    ROOT,
    Exercise,
    NoSuchExercise,
    find_exercises,
    left_out,
    select,
)
from graders.model.levels import ladder
from graders.model.mistakes import broken
from graders.model.report import BROKEN, ExerciseResult, Outcome, Report, TestResult
from graders.screens.opening import Opening
from graders.workers.inside import confine

if TYPE_CHECKING:
    from graders.screens.page import Page, Space

FEW_EXERCISES = 4
"""As many as have a line each above a card on a screen of 24 lines."""

PROMPT_LINES = 1
"""Of the shell, below all that is drawn."""

BESIDE_LINES = 3
"""Below a card that is shown while the other tests go on."""


def parser() -> Parser:
    """What ``nox -s grade --`` understands."""
    made = Parser(
        prog=invocation.prog("grade"),
        description="Grade exercises: all, or those that the selectors name.",
    )
    made.add_shared("selectors")
    made.add_shared("--topic")
    made.add_shared("--level")
    made.add_argument(
        "--all", action="store_true", help="show every exercise on a line, not the topics alone"
    )
    made.add_argument("--solutions", action="store_true", help="grade the reference solutions")
    made.add_argument("--decoy", metavar="NAME", help="grade this wrong solution of one exercise")
    made.add_shared("--submission")
    made.add_shared("--seed")
    made.add_argument(
        "--json",
        type=Path,
        metavar="PATH",
        default=ROOT / "results.json",
        help="where the results go",
    )
    made.add_shared("--jobs")
    made.add_shared("--strong")
    made.add_argument(
        "--without",
        choices=confine.LAYERS,
        default="",
        help="leave out a layer of the lock-in, to see why it is there",
    )
    made.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        help="show the card of every test that failed, not of the most telling one alone",
    )
    made.add_argument(
        "--inline",
        action="store_true",
        help="run in pytest's own process, for breakpoints: no points",
    )
    return made


def main(argv: list[str] | None = None) -> int:
    """Grade; 0 all passed, 1 something to mend or do, 2 wrong usage, 3 cannot tell, 4 a fault."""
    options = parser().parse_args(argv)
    chosen = chosen_exercises([*options.selectors, *options.topic], options.level)
    sources = _sources(chosen, options)
    check_strong(options.strong, options.inline)
    plan = Plan(
        root=ROOT,
        exercises=tuple(chosen),
        seed=drawn(options.seed),
        sources=sources,
        confinement=Confinement(options.without, options.strong, options.inline),
        jobs=options.jobs,
    )
    if options.inline:
        return _inline(plan)
    found = graded(plan)
    try:
        with writing(options.json):
            results.write(found, options.json)
    finally:
        each = options.all or bool(options.topic)
        show(found, options.verbose, each)  # even where it cannot be kept
    return found.exit_code


def chosen_exercises(selectors: list[str], levels: Sequence[str] = ()) -> list[Exercise]:
    """The exercises that selectors name, of these levels where there are any.

    What of the tree is left out is said.

    Raises:
        Usage: there are none.
    """
    among = find_exercises()
    for why in left_out():
        print(f"left out: {why}", file=sys.stderr)
    if not among:
        raise Usage(f"no exercises in {ROOT / 'exercises'}")
    try:
        return select(selectors, among, levels)
    except NoSuchExercise as nothing:
        raise Usage(str(nothing)) from None


def _sources(chosen: list[Exercise], options: argparse.Namespace) -> Sources:
    """What is graded: the stubs, or what is asked for in their place."""
    decoy = options.decoy
    if options.solutions and decoy:
        raise Usage("--solutions and --decoy exclude each other")
    if options.solutions:
        missing = [exercise.name for exercise in chosen if not exercise.reference.exists()]
        if missing:
            raise Usage(f"no reference solution here for {', '.join(missing[:5])}")
    if decoy:
        if len(chosen) != 1:
            like = invocation.command("grade", "sliding_window_mean", "--decoy", "slices_of_list")
            raise Usage(f"--decoy needs one exercise: {like}")
        names = [path.stem for path in chosen[0].decoys]
        if decoy not in names:
            there = ", ".join(names) or "none"
            raise Usage(f"{chosen[0].name} has no decoy {decoy!r}; it has: {there}")
    if options.submission is None:
        return Files(decoy or "", options.solutions)
    if options.solutions or decoy or options.inline:
        raise Usage("--submission excludes --solutions, --decoy and --inline")
    from graders.submissions.submission import opened

    return opened(options.submission, find_exercises())


def _inline(plan: Plan) -> int:
    """Run pytest with its own screens, so that a debugger has the terminal; it writes nothing."""
    files = test_files(plan.root, (exercise.tests for exercise in plan.exercises))
    planned = Planned(plan)
    code = run_pytest(plan.root, ["-s", *files], planned)
    # For a fault of ours pytest leaves with the code that means "unsure" here.
    return faults.told(planned.broken) if planned.broken else code


def graded(plan: Plan) -> Report:
    """Grade by a plan, with the progress on the screen.

    Raises:
        KeyboardInterrupt: Ctrl-C came before there was anything to grade.
        Usage: pytest could not start.
    """
    found: dict[Exercise, ExerciseResult] = {}
    with Opening(len(plan.exercises)) as screen:

        def done(task: Task, tests: list[TestResult]) -> None:
            shown = found[task.exercise] = kept(plan, task, tests)
            screen.advance(shown.name, shown.outcome)

        heard = first_card(screen.show_for_now)
        judged = judge(plan, plan.tasks, done, begun=screen.begin, heard=heard)
    if judged.cut:
        task, tests = judged.cut
        found[task.exercise] = exercise_result(task, tests)
    return results.report(plan, found, judged.faults, judged.interrupted)


def first_card(show: Callable[[Callable[[Space], Page]], object]) -> Heard:
    """What has the card of the first test that fails shown, while the others are still judged."""
    shown: list[TestResult] = []

    def heard(task: Task, test: TestResult) -> None:
        if test.outcome not in BROKEN or shown:
            return
        so_far = exercise_result(task, [test])
        if so_far.untouched:  # whatever a test makes of it, there is nothing to mend yet
            return
        from graders.screens.card import card
        from graders.screens.page import Span

        def drawn(space: Space) -> Page:
            page = card(so_far, test, task.seed, space=space.less(BESIDE_LINES))
            page.add("  ", Span("the other tests go on ...", "dim"))
            return page

        shown.append(test)
        show(drawn)

    return heard


def kept(plan: Plan, task: Task, tests: list[TestResult]) -> ExerciseResult:
    """What became of a task; a learner's own try is remembered beside the checkout."""
    made = exercise_result(task, tests)
    if plan.sources.fields["source"] == "stubs" and made.outcome is not Outcome.FAULT:
        with suppress(OSError):  # where nobody may write, it is graded all the same
            tries.keep(plan.root, made, task.answer.data)
    return made


def _following(report: Report) -> str:
    """The first exercise of the ladder that is not done, whatever was graded now; "" for none."""
    from graders.commands.listing import standing

    known = ladder(find_exercises()) if report.source == "stubs" else []
    done = {each.name for each in report.exercises if each.done}  # even where none can be kept
    undone = (each.name for each in known if each.name not in done and standing(each, ROOT).open)
    return next(undone, "")


def show(
    report: Report,
    verbose: bool = False,
    each: bool = False,
    below: int = 0,
    keys: bool = False,
) -> None:
    """Draw the scoreboard, and the card of what to do next; the cards of all that failed.

    More than a few exercises are told by topic, unless each is asked for: so the card is still on
    the screen whole, with so many lines ``below`` it. With ``keys`` both name keys to press.
    """
    from graders.screens.card import card
    from graders.screens.scoreboard import next_exercise, scoreboard
    from graders.screens.terminal import terminal

    screen = terminal(sys.stdout)
    whole = screen.space._replace(keys=keys)
    by_topic = len(report.exercises) > FEW_EXERCISES and not each
    found = next_exercise(report)
    board = scoreboard(report, "" if found else _following(report), whole, by_topic)
    screen.print(board)
    if found is None:
        return
    above = board.height(whole.columns)
    cards, space = [found], whole.less(above + below + PROMPT_LINES)
    if verbose:
        failed = [(exercise, test) for exercise in report.exercises for test in broken(exercise)]
        cards, space = failed or cards, space._replace(lines=None)
    for exercise, test in cards:
        known = tries.tries(ROOT, exercise.name) if report.source == "stubs" else None
        before = known.before.result if known and known.before else None
        screen.print(card(exercise, test, report.seed, before, space))
