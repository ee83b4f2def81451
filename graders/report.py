"""The command ``report``: grade what somebody handed in and write the file that a platform takes.

The file is written last and whole, when no process of the learner's is left.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graders import catalogue, grade, judges
from graders.arguments import Parser, Usage
from graders.budget import Budget
from graders.files import write_whole
from graders.formats import classroom50, gradebook, gradescope, junit, prairielearn
from graders.github import handed_in
from graders.invocation import forget, prog
from graders.plugin import GRADING
from graders.verdicts import Report


def _classroom50(report: Report) -> str:
    try:
        return classroom50.text(report, os.environ)
    except classroom50.Incomplete as missing:
        raise Usage(f"this is not the runner of Classroom 50: {missing}") from None


def _gradebook(report: Report) -> str:
    name = Path(report.submission).name
    return gradebook.text([gradebook.Entry(name, report, datetime.now(UTC).isoformat(timespec="seconds"))])


KINDS: dict[str, Callable[[Report], str]] = {
    "classroom50": _classroom50,
    "gradescope": gradescope.text,
    "prairielearn": prairielearn.text,
    "junit": junit.text,
    "csv": _gradebook,
}
"""The platforms, each with what writes its file."""


def parser() -> Parser:
    """What ``nox -s report --`` understands."""
    made = Parser(prog=prog("report"), description="Grade a submission into the file that a platform takes.")
    made.add_argument("kind", choices=KINDS, help="the platform")
    made.add_argument("selectors", nargs="*", metavar="NAME", help="02.04, iterators, sliding_window_mean, ...")
    made.add_argument("--submission", type=Path, required=True, metavar="PATH", help="what was handed in")
    made.add_argument("--out", type=Path, required=True, metavar="FILE", help="where the file goes")
    made.add_argument("--budget", type=float, metavar="SECONDS", help="end in this time; report what was not run")
    made.add_argument("--seed", type=int, metavar="N", help="replay the random inputs of another run")
    return made


def main(argv: list[str] | None = None) -> int:
    """Grade and write; 0 whatever the learner did, 2 wrong usage, 4 a fault of the grader: the file says so too."""
    options = parser().parse_args(argv)
    forget()
    chosen = grade.chosen_exercises(options.selectors)
    submitted = grade.Submitted(handed_in(options.submission, catalogue.exercises(catalogue.ROOT)))
    plugins: list[object] = [submitted]
    if options.budget is not None:
        plugins.append(InTime(Budget(options.budget, len(chosen), judges.cores())))
    seed = [] if options.seed is None else [f"--seed={options.seed}"]
    report = grade.run(chosen, [*seed, *(str(each.tests) for each in chosen)], *plugins, jobs=judges.cores())
    try:
        write_whole(options.out, KINDS[options.kind](report))
    except OSError as error:
        raise Usage(f"{options.out}: cannot be written ({error.strerror})") from None
    print(f"  {report.points} of {report.max_points} points, written to {options.out}")
    return 4 if report.exit_code == 4 else 0


class InTime:
    """A pytest plugin: the grading keeps to a budget."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget

    def pytest_configure(self, config: pytest.Config) -> None:
        """Hand it over."""
        config.stash[GRADING].budget = self._budget
