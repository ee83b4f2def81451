"""The command ``mutate``: edit the references, and list the edits that no test notices."""

from __future__ import annotations

import sys
from contextlib import closing

from graders.authors.mutation.grading import Graded, Grading
from graders.authors.mutation.kept import Kept
from graders.authors.mutation.mutants import mutants
from graders.authors.mutation.operators import OPERATORS
from graders.commands.arguments import Parser, check_strong
from graders.commands.grade import chosen_exercises
from graders.judge.plan import Confinement, Plan, drawn
from graders.model import faults
from graders.model.errors import Usage
from graders.model.exercises import ROOT, shown
from graders.model.invocation import prog
from graders.screens.class_progress import class_progress
from graders.screens.terminal import terminal

INTERRUPTED = 130


def parser() -> Parser:
    """What ``nox -s mutate --`` understands."""
    made = Parser(
        prog=prog("mutate"),
        description="Edit the references: which edits does no test notice?",
    )
    made.add_shared("selectors")
    made.add_argument(
        "--operators",
        default="",
        metavar="NAMES",
        help=f"these edits only, of {', '.join(OPERATORS)}",
    )
    for shared in ("--seed", "--jobs", "--strong"):
        made.add_shared(shared)
    return made


def main(argv: list[str] | None = None) -> int:
    """Grade mutants; 0 where none is alive, 1 where one is, 4 where the graders cannot tell."""
    options = parser().parse_args(argv)
    check_strong(options.strong)
    operators = _operators(options.operators)
    chosen = chosen_exercises(options.selectors)
    missing = [each.name for each in chosen if not each.reference.is_file()]
    if missing:
        raise Usage(f"no reference solution here for {', '.join(missing[:5])}")
    made = {each: mutants(each.reference.read_text(encoding="utf-8"), operators) for each in chosen}
    plan = Plan(
        root=ROOT,
        exercises=tuple(chosen),
        seed=drawn(options.seed),
        confinement=Confinement(strong=options.strong),
        jobs=options.jobs,
        explain=False,
        forked=True,
    )
    with closing(Kept(ROOT)) as state:
        grading = Grading(plan, options.seed, state, made)
        total, left = sum(map(len, made.values())), len(grading.left)
        print(f"  {total} mutants of {len(made)} references, {total - left} graded before")
        try:
            with class_progress(terminal(), total - left, total) as advance:
                grading.run(advance)
        except KeyboardInterrupt:
            done = total - len(grading.left)
            print(f"\n  interrupted: {done} of {total} graded; start it again to go on")
            return INTERRUPTED
        return _told(grading)


def _operators(names: str) -> list[str]:
    """The operators that were asked for; all of them where none were.

    Raises:
        Usage: there is no such operator.
    """
    asked = [name for name in names.split(",") if name]
    unknown = [name for name in asked if name not in OPERATORS]
    if unknown:
        raise Usage(f"no operator {unknown[0]!r}; there are: {', '.join(OPERATORS)}")
    return asked or list(OPERATORS)


def _told(grading: Grading) -> int:
    """Show what became of the mutants; the exit code."""
    alive = 0
    for graded in grading.graded:
        for mutant in graded.alive:
            print(f"     {shown(graded.exercise.reference)}:{mutant.place}: {mutant.key.operator}")
            print("\n".join(f"       {line}" for line in mutant.diff))
        print(_row(graded), flush=True)
        alive += len(graded.alive)
    for complaint in grading.complaints:
        print(f"  {complaint}")
    for fault in grading.faults:
        print(f"  fault of the grader: {fault}", file=sys.stderr)
    print(f"\n{sum(map(len, grading.mutants.values()))} mutants: {alive} alive")
    if grading.faults:
        return faults.FAULT
    return 1 if alive or grading.complaints else 0


def _row(graded: Graded) -> str:
    exercise = graded.exercise
    count = f"{len(graded.verdicts)} mutants, {len(graded.killed)} killed"
    state = "ok  " if not graded.alive else "BAD "
    alive = f"{len(graded.alive)} alive"
    return f"{state} {exercise.number}  {exercise.name}  {count}, {alive}  {graded.seconds:.1f} s"
