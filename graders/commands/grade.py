"""The command ``grade``: judge the chosen exercises, draw the scoreboard, write results.json."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from graders.commands.arguments import Parser, check_jobs, check_strong
from graders.judge import pool, results
from graders.judge.plan import Confinement, Files, Plan, Sources, Task, drawn
from graders.judge.results import exercise_result
from graders.judge.session import Planned, judge, run_pytest
from graders.model import faults, invocation
from graders.model.errors import Usage
from graders.model.exercises import ROOT, Exercise, NoSuchExercise, find_exercises, select
from graders.model.report import Report, TestResult
from graders.screens.opening import Opening
from graders.workers.inside import confine


def parser() -> Parser:
    """What ``nox -s grade --`` understands."""
    made = Parser(
        prog=invocation.prog("grade"),
        description="Grade exercises: all, or those that the selectors name.",
    )
    made.add_argument(
        "selectors", nargs="*", metavar="NAME", help="02.04, iterators, sliding_window_mean, ..."
    )
    made.add_argument("--solutions", action="store_true", help="grade the reference solutions")
    made.add_argument("--decoy", metavar="NAME", help="grade this wrong solution of one exercise")
    made.add_argument(
        "--submission", type=Path, metavar="PATH", help="grade somebody else's folder, .zip or .tar"
    )
    made.add_argument(
        "--seed", type=int, metavar="N", help="replay the random inputs of another run"
    )
    made.add_argument(
        "--json",
        type=Path,
        metavar="PATH",
        default=ROOT / "results.json",
        help="where the results go",
    )
    made.add_argument(
        "--jobs", type=int, default=pool.cores(), metavar="N", help="exercises judged side by side"
    )
    made.add_argument(
        "--strong",
        action="store_true",
        help="workers in namespaces of their own, by bubblewrap (Linux)",
    )
    made.add_argument(
        "--without",
        choices=confine.LAYERS,
        default="",
        help="leave out a layer of the lock-in, to see why it is there",
    )
    made.add_argument(
        "--inline",
        action="store_true",
        help="run in pytest's own process, for breakpoints: no points",
    )
    return made


def main(argv: list[str] | None = None) -> int:
    """Grade; the exit code: 0 all passed, 1 something to mend or to do, 2 wrong usage, 3 cannot tell, 4 a fault."""
    options = parser().parse_args(argv)
    chosen = chosen_exercises(options.selectors)
    _check_sources(chosen, options.solutions, options.decoy)
    check_strong(options.strong, options.inline)
    check_jobs(options.jobs)
    plan = Plan(
        root=ROOT,
        exercises=tuple(chosen),
        seed=drawn(options.seed),
        sources=_sources(options),
        confinement=Confinement(options.without, options.strong, options.inline),
        jobs=options.jobs,
    )
    if options.inline:
        return _inline(plan)
    found = graded(plan)
    try:
        _write(found, options.json)
    finally:
        show(found)  # also where it cannot be kept
    return found.exit_code


def chosen_exercises(selectors: list[str]) -> list[Exercise]:
    """The exercises that selectors name.

    Raises:
        Usage: there are none.
    """
    among = find_exercises()
    if not among:
        raise Usage(f"no exercises in {ROOT / 'exercises'}")
    try:
        return select(selectors, among)
    except NoSuchExercise as nothing:
        raise Usage(str(nothing)) from None


def _check_sources(chosen: list[Exercise], solutions: bool, decoy: str | None) -> None:
    if solutions and decoy:
        raise Usage("--solutions and --decoy exclude each other")
    if solutions:
        missing = [exercise.name for exercise in chosen if not exercise.reference.exists()]
        if missing:
            raise Usage(f"no reference solution here for {', '.join(missing[:5])}")
    if decoy:
        _check_decoy(chosen, decoy)


def _check_decoy(chosen: list[Exercise], decoy: str) -> None:
    if len(chosen) != 1:
        like = invocation.command("grade", "sliding_window_mean", "--decoy", "slices_of_list")
        raise Usage(f"--decoy needs one exercise: {like}")
    names = [path.stem for path in chosen[0].decoys]
    if decoy not in names:
        raise Usage(
            f"{chosen[0].name} has no decoy {decoy!r}; it has: {', '.join(names) or 'none'}"
        )


def _sources(options: argparse.Namespace) -> Sources:
    """What is graded in place of the stubs, where that is asked for."""
    if options.submission is None:
        return Files(options.decoy or "", options.solutions)
    if options.solutions or options.decoy or options.inline:
        raise Usage("--submission excludes --solutions, --decoy and --inline")
    from graders.submissions.submission import opened

    return opened(options.submission, find_exercises())


def _inline(plan: Plan) -> int:
    """Run pytest with its own screens, so that a debugger has the terminal; it writes nothing."""
    files = [str(exercise.tests) for exercise in plan.exercises]
    planned = Planned(plan)
    code = run_pytest(plan.root, ["-s", *files], planned)
    return (
        faults.told(planned.broken) if planned.broken else code
    )  # pytest's code for it is that of "unsure" here


def graded(plan: Plan) -> Report:
    """Grade by a plan, with the progress on the screen.

    Raises:
        KeyboardInterrupt: Ctrl-C came before there was anything to grade.
        Usage: pytest could not start.
    """
    found: dict[Exercise, list[TestResult]] = {}
    with Opening(len(plan.exercises)) as screen:

        def done(task: Task, tests: list[TestResult]) -> None:
            found[task.exercise] = tests
            shown = exercise_result(task.exercise, task.answer.file, tests)
            screen.advance(shown.name, shown.outcome)

        judged = judge(plan, plan.tasks, done, begun=screen.begin)
    if judged.cut:
        task, tests = judged.cut
        found[task.exercise] = tests
    return results.report(plan, found, judged.faults, judged.interrupted)


def _write(report: Report, path: Path) -> None:
    try:
        results.write(report, path)
    except OSError as error:
        raise Usage(f"{path}: cannot be written ({error.strerror})") from None


def show(report: Report) -> None:
    """Draw the scoreboard, and the card of what to do next."""
    from graders.screens.card import card
    from graders.screens.scoreboard import next_exercise, scoreboard
    from graders.screens.terminal import terminal

    console = terminal(sys.stdout)
    console.print(scoreboard(report))
    found = next_exercise(report)
    if found is not None:
        console.print(card(*found, report.seed))
