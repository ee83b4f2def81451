"""The command ``github``: the grading step of a GitHub workflow.

Its results go where GitHub's runner looks for them:

    $GITHUB_OUTPUT         an output for each topic, named by its runner, as Classroom's reporter,
                           which our workflow does without, would take it
    $GITHUB_STEP_SUMMARY   the page of the job
    standard output        the scoreboard, the next card, and annotations on the learner's own lines
    results.json           the report, with junit.xml and grades.csv beside it: artifacts of the job

The learner's code is held as in every grading, in an environment that holds nothing of the runner.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from graders.commands import grade
from graders.commands.arguments import Parser, writing
from graders.formats import classroom, gradebook, junit
from graders.formats.annotations import commands
from graders.formats.summary import summary
from graders.judge import pool, results
from graders.judge.plan import Files, Plan, drawn
from graders.model import exercises
from graders.model.errors import Usage
from graders.model.exercises import Exercise
from graders.model.files import write_whole
from graders.model.invocation import forget, prog
from graders.model.report import Report
from graders.submissions.submission import Missing, Submission, opened, rejected
from graders.submissions.tree import named

RESULTS = "results.json"
JUNIT = "junit.xml"
GRADES = "grades.csv"


def parser() -> Parser:
    """What ``nox -s github --`` understands."""
    made = Parser(prog=prog("github"), description="Grade as a step of a GitHub workflow.")
    for shared in ("selectors", "--submission", "--seed"):
        made.add_shared(shared)
    made.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help=f"where {RESULTS}, {JUNIT} and {GRADES} go; this repository",
    )
    return made


def main(argv: list[str] | None = None) -> int:
    """Grade and tell GitHub; the exit code is that of grade."""
    options = parser().parse_args(argv)
    forget()
    known = exercises.find_exercises(exercises.ROOT)
    plan = Plan(
        root=exercises.ROOT,
        exercises=tuple(grade.chosen_exercises(options.selectors)),
        seed=drawn(options.seed),
        sources=Files() if options.submission is None else handed_in(options.submission, known),
        jobs=pool.cores(),
    )
    report = grade.graded(plan)
    steps = (
        lambda: _write_files(report, options.out or exercises.ROOT),
        lambda: _append_outputs(report, [exercise.topic for exercise in known]),
        lambda: _append(
            "GITHUB_STEP_SUMMARY", summary(report), "the summary, {size:,} bytes of Markdown,"
        ),
        lambda: grade.show(report),
        lambda: print("".join(f"{each}\n" for each in commands(report)), end="", flush=True),
    )
    # All is written first, and each step is done even where one before it failed. The annotations
    # come last: below the scoreboard they do not break it up.
    with contextlib.ExitStack() as stack:
        for step in reversed(steps):
            stack.callback(step)
    return report.exit_code


def handed_in(path: Path, known: list[Exercise]) -> Submission:
    """What a learner handed in; where nothing of it can be taken, every exercise is refused.

    Raises:
        Usage: there is nothing at this path, which is not the learner's doing.
    """
    try:
        return opened(path, known)
    except Usage as unusable:
        if not path.exists():
            raise
        name = named(str(path))
        reason = str(unusable).removeprefix(f"{name}: ")
        why = Missing(
            f"the submission {reason}; missing", "Hand in the folder exercises/ as it is."
        )
        return rejected(name, known, why)


def _write_files(report: Report, folder: Path) -> None:
    with writing(folder / RESULTS):
        results.write(report, folder / RESULTS)
    with writing(folder / JUNIT):
        write_whole(folder / JUNIT, junit.text(report))
    who, what = (os.environ.get(f"GITHUB_{name}", "") for name in ("REPOSITORY", "SHA"))
    with writing(folder / GRADES):
        entry = gradebook.Entry(who, report, report.created, what)
        write_whole(folder / GRADES, gradebook.text([entry]))


def _append_outputs(report: Report, topics: list[str]) -> None:
    outputs = classroom.outputs(report, topics)
    lines = "".join(f"{runner}={output}\n" for runner, output in outputs.items())
    _append("GITHUB_OUTPUT", lines, f"the results of the runners {', '.join(outputs)}")


def _append(variable: str, text: str, what: str) -> None:
    """Adds text to the file that the runner names, or says that nobody named one."""
    file = os.environ.get(variable)
    if not file:
        told = what.format(size=len(text.encode()))
        print(f"  not on GitHub: {told} would go to ${variable}")
        return
    with writing(Path(file)), open(file, "a", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
