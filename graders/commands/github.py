"""The command ``github``: the grading step of a GitHub workflow; its results go where the runner looks for them.

    $GITHUB_OUTPUT         an output for each topic, named by its runner: what Classroom's reporter step takes
    $GITHUB_STEP_SUMMARY   the page of the job
    standard output        the scoreboard, the next card, and annotations on the learner's own lines
    results.json           the report, and junit.xml beside it: artifacts of the job

The learner's code is held as in every grading, in an environment that holds nothing of the runner.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from graders.commands import grade
from graders.commands.arguments import Parser
from graders.formats import classroom, junit
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
from graders.submissions.differences import Differences
from graders.submissions.submission import Layout, Missing, Submission, opened
from graders.submissions.tree import named

RESULTS = "results.json"
JUNIT = "junit.xml"


def parser() -> Parser:
    """What ``nox -s github --`` understands."""
    made = Parser(prog=prog("github"), description="Grade as a step of a GitHub workflow.")
    made.add_argument(
        "selectors", nargs="*", metavar="NAME", help="02.04, iterators, sliding_window_mean, ..."
    )
    made.add_argument(
        "--submission", type=Path, metavar="PATH", help="grade somebody else's folder, .zip or .tar"
    )
    made.add_argument(
        "--seed", type=int, metavar="N", help="replay the random inputs of another run"
    )
    made.add_argument(
        "--out", type=Path, metavar="DIR", help=f"where {RESULTS} and {JUNIT} go; this repository"
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
    with (
        contextlib.ExitStack() as last
    ):  # in reverse: all is written first, and shown even where that fails
        last.callback(
            lambda: print("".join(f"{each}\n" for each in commands(report)), end="", flush=True)
        )
        last.callback(grade.show, report)
        last.callback(_append_summary, report)
        last.callback(_append_outputs, report, [exercise.topic for exercise in known])
        last.callback(_write_files, report, options.out or exercises.ROOT)
    return report.exit_code


def handed_in(path: Path, known: list[Exercise]) -> Submission:
    """What a learner handed in; where nothing of it can be taken, a submission in which every exercise is refused.

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
        return Submission(
            name, Layout(), {Layout().place(each): why for each in known}, Differences([])
        )


def _write_files(report: Report, folder: Path) -> None:
    _written(folder / RESULTS, lambda path: results.write(report, path))
    _written(folder / JUNIT, lambda path: write_whole(path, junit.text(report)))


def _append_outputs(report: Report, topics: list[str]) -> None:
    outputs = classroom.outputs(report, topics)
    lines = "".join(f"{runner}={output}\n" for runner, output in outputs.items())
    _append("GITHUB_OUTPUT", lines, f"the results of the runners {', '.join(outputs)}")


def _append_summary(report: Report) -> None:
    page = summary(report)
    _append("GITHUB_STEP_SUMMARY", page, f"the summary, {len(page.encode()):,} bytes of Markdown,")


def _append(variable: str, text: str, what: str) -> None:
    """Adds text to the file that the runner names, or says that nobody named one."""
    file = os.environ.get(variable)
    if not file:
        print(f"  not on GitHub: {what} would go to ${variable}")
        return
    _written(Path(file), lambda path: _added(path, text))


def _added(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(text)


def _written(path: Path, write: Callable[[Path], object]) -> None:
    try:
        write(path)
    except OSError as error:
        raise Usage(f"{path}: cannot be written ({error.strerror})") from None
