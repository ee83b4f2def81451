"""The command ``mutate``: edit the references, and list the edits that no test notices."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing

from graders.authors.mutation import records, table
from graders.authors.mutation.grading import Grading
from graders.authors.mutation.kept import Kept
from graders.authors.mutation.mutated import Mutated, Told
from graders.authors.mutation.operators import OPERATORS
from graders.authors.mutation.table import Counts
from graders.commands.arguments import Parser, check_strong, writing
from graders.commands.grade import chosen_exercises
from graders.judge.plan import Confinement, Plan, drawn
from graders.judge.spawners import Spawners
from graders.model import faults
from graders.model.errors import INTERRUPTED, Usage
from graders.model.exercises import ROOT, find_exercises, shown
from graders.model.files import write_whole
from graders.model.invocation import prog
from graders.screens.class_progress import class_progress
from graders.screens.terminal import terminal


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
    made.add_argument(
        "--rows",
        action="store_true",
        help=f"show what is alive as rows for {records.NAME}, to be completed",
    )
    made.add_argument("--table", action="store_true", help=f"write the counts to {table.PAGE}")
    for shared in ("--seed", "--jobs", "--strong"):
        made.add_shared(shared)
    return made


def main(argv: list[str] | None = None) -> int:
    """Grade mutants; 0 where each is killed or recorded, 1 where one is not, 4 for a fault."""
    options = parser().parse_args(argv)
    check_strong(options.strong)
    mutated = _mutated(options)
    plan = Plan(
        root=ROOT,
        exercises=tuple(each.exercise for each in mutated),
        seed=drawn(options.seed),
        confinement=Confinement(strong=options.strong),
        jobs=options.jobs,
        explain=False,
        forked=True,
    )
    with closing(Kept(ROOT)) as state, closing(Spawners(plan.confinement)) as spawners:
        made = {each.exercise: each.distinct for each in mutated}
        grading = Grading(plan, state, made, options.seed)
        total, left = sum(map(len, made.values())), len(grading.left)
        print(f"  {total} mutants of {len(made)} references, {total - left} graded before")
        told = []
        try:
            with class_progress(terminal(), total - left, total) as advance:
                for each in mutated:
                    grading.run(each.exercise, advance)
                    if each.exercise not in grading.failing:
                        verdicts = grading.verdicts(each.exercise)
                        told.append(each.told(verdicts, plan, spawners))
                        print("\n".join(_lines(told[-1], options.rows)), flush=True)
        except KeyboardInterrupt:
            done = total - len(grading.left)
            print(f"\n  interrupted: {done} of {total} graded; start it again to go on")
            return INTERRUPTED
    if options.table:
        _write(told)
    return _end(told, grading)


def _mutated(options: argparse.Namespace) -> list[Mutated]:
    """The exercises that were asked for, with their mutants.

    Raises:
        Usage: something was asked for that there is not.
    """
    operators = [name for name in options.operators.split(",") if name]
    unknown = [name for name in operators if name not in OPERATORS]
    if unknown:
        raise Usage(f"no operator {unknown[0]!r}; there are: {', '.join(OPERATORS)}")
    if operators and options.table:
        raise Usage("--table counts the edits of all operators: leave --operators out")
    chosen = chosen_exercises(options.selectors)
    missing = [each.name for each in chosen if not each.reference.is_file()]
    if missing:
        raise Usage(f"no reference solution here for {', '.join(missing[:5])}")
    return [Mutated.of(exercise, operators or list(OPERATORS)) for exercise in chosen]


def _lines(told: Told, rows: bool) -> Iterator[str]:
    """What became of an exercise's mutants: those that are alive with their diff, or as rows."""
    exercise = told.exercise
    for mutant in told.alive:
        yield f"     {shown(exercise.reference)}:{mutant.place}: {mutant.key.operator}"
        lines = records.row(mutant.key) if rows else mutant.diff
        yield from (f"       {line}".rstrip() for line in lines)
    yield from (f"     {complaint}" for complaint in told.complaints)
    state = "BAD " if told.alive or told.complaints else "ok  "
    yield f"{state} {exercise.number}  {exercise.name}  {told.counts}  {told.seconds:.1f} s"


def _write(told: list[Told]) -> None:
    page = ROOT / table.PAGE
    with writing(page):
        text = page.read_text(encoding="utf-8")
        counts = {each.exercise: each.counts for each in told}
        write_whole(page, table.updated(text, counts, find_exercises()))


def _end(told: list[Told], grading: Grading) -> int:
    """Show the sums, and what is wrong beside the mutants; the exit code."""
    for complaint in grading.complaints:
        print(f"  {complaint}")
    for fault in grading.faults:
        print(f"  fault of the grader: {fault}", file=sys.stderr)
    whole = sum((each.counts for each in told), Counts())
    bad = sum(len(each.complaints) for each in told) + len(grading.complaints)
    print(f"\n{whole}, {bad} complaints")
    if grading.faults:
        return faults.FAULT
    return 1 if whole.alive or bad else 0
