"""The command ``report``: grade what somebody handed in and write the file that a platform takes.

The file is written last and whole, when no process of the learner's is left; what belongs beside it
comes before it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from graders.commands import grade
from graders.commands.arguments import Parser, writing
from graders.commands.github import handed_in
from graders.commands.hints import NoHints, sections
from graders.formats import classroom50, gradebook, gradescope, junit, prairielearn, rows
from graders.judge import pool
from graders.judge.plan import Plan, drawn
from graders.model import exercises
from graders.model.errors import Usage
from graders.model.files import write_whole
from graders.model.invocation import forget, prog
from graders.model.report import Report


def _classroom50(report: Report) -> str:
    try:
        return classroom50.text(report, os.environ)
    except classroom50.Incomplete as missing:
        raise Usage(f"this is not the runner of Classroom 50: {missing}") from None


def _release_body(report: Report) -> str:
    known = {exercise.name: exercise for exercise in exercises.find_exercises(exercises.ROOT)}

    def first_hint(name: str) -> str:
        try:
            return sections(known[name].hints)[0]
        except NoHints:
            return ""

    return classroom50.body(report, first_hint)


def _gradebook(report: Report) -> str:
    name = Path(report.submission).name
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return gradebook.text([gradebook.Entry(name, report, now)])


KINDS: dict[str, Callable[[Report], str]] = {
    "classroom50": _classroom50,
    "gradescope": gradescope.text,
    "prairielearn": prairielearn.text,
    "junit": junit.text,
    "csv": _gradebook,
}
"""The platforms, each with what writes its file."""

BESIDE: dict[str, tuple[str, Callable[[Report], str]]] = {
    "classroom50": (classroom50.BODY, _release_body)
}
"""What a platform takes beside its file: the name, and what writes it."""


def parser() -> Parser:
    """What ``nox -s report --`` understands."""
    made = Parser(
        prog=prog("report"), description="Grade a submission into the file that a platform takes."
    )
    made.add_argument("kind", choices=KINDS, help="the platform")
    made.add_shared("selectors")
    made.add_shared("--submission", required=True, help="what was handed in")
    made.add_argument("--out", type=Path, required=True, metavar="FILE", help="where the file goes")
    made.add_argument(
        "--budget", type=float, metavar="SECONDS", help="end in this time; report what was not run"
    )
    made.add_shared("--seed")
    return made


def main(argv: list[str] | None = None) -> int:
    """Grade and write; 0 whatever the learner did, 2 wrong usage, 4 a fault: the file says so."""
    options = parser().parse_args(argv)
    forget()
    plan = Plan(
        root=exercises.ROOT,
        exercises=tuple(grade.chosen_exercises(options.selectors)),
        seed=drawn(options.seed),
        sources=handed_in(options.submission, exercises.find_exercises(exercises.ROOT)),
        jobs=pool.cores(),
        budget=options.budget,
    )
    report = grade.graded(plan)
    text = KINDS[options.kind](report)
    points = f"{report.points} of {report.max_points} points"
    with writing(options.out, f"; graded: {points}"):
        if options.kind in BESIDE:
            name, beside = BESIDE[options.kind]
            write_whole(options.out.with_name(name), beside(report))
        write_whole(options.out, text)
    print(f"  {points}, written to {options.out}", flush=True)
    if report.exit_code != 4:
        return 0
    # A platform may throw the file away for the exit code: then this line is all that is left of
    # the reason.
    fault = next(row for row in rows.rows(report) if row.status is rows.Status.ERROR)
    print(f"the grader's own fault: {fault.name}: {fault.told}", file=sys.stderr)
    return 4
