"""The command ``grade_class``: a folder of submissions becomes a table of grades, and pages."""

from __future__ import annotations

import platform
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from graders.authors.classes.marking import Job, mark
from graders.authors.classes.outputs import Outputs
from graders.authors.classes.pages import Class, Marked, write_pages
from graders.authors.classes.roster import Learner, Roster, roster
from graders.authors.classes.state import State
from graders.commands.arguments import Parser, check_strong, writing
from graders.commands.grade import chosen_exercises
from graders.formats import gradebook
from graders.judge import results
from graders.judge.plan import Confinement, Plan
from graders.judge.results import not_judged
from graders.model import exercises, speed
from graders.model.errors import INTERRUPTED
from graders.model.exercises import Exercise
from graders.model.files import write_whole
from graders.model.invocation import forget, prog
from graders.model.report import VERSION, ExerciseResult, Outcome, Report


def parser() -> Parser:
    """What ``nox -s grade_class --`` understands."""
    made = Parser(
        prog=prog("grade_class"), description="Grade a folder of submissions, one for each learner."
    )
    made.add_argument(
        "submissions", type=Path, metavar="DIR", help="folders, archives, or a platform's download"
    )
    made.add_argument(
        "--out", type=Path, default=Path("grades.csv"), metavar="CSV", help="where the grades go"
    )
    for shared in ("--only", "--level", "--jobs", "--strong"):
        made.add_shared(shared)
    made.add_shared("--seed", help="one seed for all answers; without it, each answer has its own")
    return made


def main(argv: list[str] | None = None) -> int:
    """Grade a class; 0 all is graded, 2 wrong usage, 3 something could not be told, 4 a fault."""
    options = parser().parse_args(argv)
    forget()
    check_strong(options.strong)
    chosen = chosen_exercises([name for name in options.only.split(",") if name], options.level)
    outputs = Outputs(options.out)
    outputs.check(options.submissions)
    handed_in = roster(options.submissions, chosen, outputs.names_in(options.submissions))
    with outputs.held(), closing(State(outputs.state)) as state:
        if older := state.drop_older():
            told = f"{older} results were counted otherwise, by an older version of the report"
            print(f"  {outputs.state}: {told}: all are graded again, and every table is replaced")
        grading = ClassGrading(state, handed_in, chosen, options.seed)
        return grading.run(options.jobs, options.strong, outputs)


class ClassGrading:
    """The grading of one class: what is finished, what is left, and what is written of it."""

    def __init__(
        self, state: State, handed_in: Roster, chosen: Sequence[Exercise], seed: int | None
    ) -> None:
        self._state = state
        self._seed = seed
        """The one for all, where one is asked for."""
        self._handed_in = handed_in
        self._learners = handed_in.learners
        self._chosen = chosen
        self._jobs = [
            Job(learner, each) for learner in self._learners if not learner.fault for each in chosen
        ]
        self._found: dict[tuple[str, str], ExerciseResult] = {}
        """By the keys of learners and the names of exercises."""

    def run(self, count: int, strong: bool, outputs: Outputs) -> int:
        """Do what is left, write everything, and say how it went."""
        for learner in self._learners:
            # A fault of ours is told at the end, and gives no points at all.
            if learner.problem and not learner.fault:
                print(f"  {learner.name}: {learner.problem}: 0 points", file=sys.stderr)
            for remark in learner.remarks:
                print(f"  {learner.name}: {remark}", file=sys.stderr)
        left = []
        for job in self._jobs:
            answer = job.learner.digest(job.exercise)
            known = self._state.get(job.learner.key, job.exercise, answer, self._seed)
            if known is None:
                left.append(job)
            else:
                self._found[job.key] = known
        before = f"{len(self._found)} of {len(self._jobs)} exercises graded before"
        print(f"  {len(self._learners)} learners, {before}")
        try:
            faults = self._mark(left, count, strong) if left else []
        except KeyboardInterrupt:
            done = f"{len(self._found)} of {len(self._jobs)} graded"
            print(f"\n  interrupted: {done}; start it again to go on", file=sys.stderr)
            return INTERRUPTED
        marked = [Marked(learner, self._report_of(learner, strong)) for learner in self._learners]
        _write(outputs, Class(marked, self._chosen, self._handed_in))
        faults += [
            f"{each.name} could not be opened: {each.fault}"
            for each in self._learners
            if each.fault
        ]
        print(f"  {self._handed_in.account}")
        return _told(marked, faults, outputs)

    def _mark(self, left: list[Job], count: int, strong: bool) -> list[str]:
        from graders.screens.class_progress import class_progress
        from graders.screens.terminal import terminal

        plan = Plan(
            root=exercises.ROOT,
            exercises=tuple(self._chosen),
            seed=self._seed,
            confinement=Confinement(strong=strong),
            jobs=count,
            explain=False,
            forked=True,
            secret=self._state.secret,
        )
        with class_progress(terminal(), len(self._found), len(self._jobs)) as advance:

            def done(job: Job, result: ExerciseResult) -> None:
                self._found[job.key] = result
                answer = job.learner.digest(job.exercise)
                self._state.put(job.learner.key, job.exercise, answer, result, self._seed)
                advance(f"{job.learner.name} {job.exercise.name}")

            return mark(left, plan, done)

    def _report_of(self, learner: Learner, strong: bool) -> Report:
        """The report on one learner, as a grading of this one alone would have given it."""
        ignored, more = learner.submission.ignored
        return Report(
            version=VERSION,
            created=learner.handed_in.isoformat(),
            python=platform.python_version(),
            platform=f"{platform.system()} {platform.machine()}",
            isolation=results.isolation(Confinement(strong=strong)),
            seed=self._seed,
            source="submission",
            exercises=[
                self._found.get((learner.key, each.name)) or not_judged(each)
                for each in self._chosen
            ],
            submission=learner.submission.name,
            ignored=ignored,
            ignored_more=more,
            slowness=speed.slowness(),
        )


def _write(outputs: Outputs, whole: Class) -> None:
    entries = [
        gradebook.Entry(
            each.learner.name,
            None if each.learner.fault else each.report,
            each.learner.handed_in.isoformat(),
            late=each.learner.late,
        )
        for each in whole.marked
    ]
    with writing(outputs.table, "; nothing is lost, start it again to go on"):
        write_whole(outputs.table, gradebook.text(entries, whole.exercises))
        write_pages(outputs.pages, whole)


def _told(marked: list[Marked], faults: list[str], outputs: Outputs) -> int:
    for fault in faults:
        print(f"  fault of the grader: {fault}", file=sys.stderr)
    outcomes = {result.outcome for each in marked for result in each.results}
    print(f"  {outputs.table} and {outputs.pages / 'index.html'} are written")
    if faults or Outcome.FAULT in outcomes:
        return 4
    if Outcome.UNSURE in outcomes:
        told = "some tests could not be told on this machine"
        print(f"  {told}: start it again on a quiet one, only they are left")
        return 3
    return 0
