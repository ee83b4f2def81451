"""The command ``grade_class``: a folder of submissions becomes a table of grades, and pages."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import secrets
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from graders.authors.classes.alike import alike
from graders.authors.classes.by_hand import Change, Changes, changes, without_hand_in
from graders.authors.classes.dates import Deadline, due, gradescope_times, percent, when
from graders.authors.classes.download import all_handed_in
from graders.authors.classes.gone import known, since
from graders.authors.classes.marked import Marked
from graders.authors.classes.marking import (
    Here,
    Job,
    Judges,
    Lost,
    Outlook,
    longest_first,
    mark,
)
from graders.authors.classes.moves import Standing, moved, standing
from graders.authors.classes.outputs import Outputs
from graders.authors.classes.pages import Class
from graders.authors.classes.people import Match, Person, match, people
from graders.authors.classes.publishing import Course, Publisher
from graders.authors.classes.roster import Learner, Roster, unnamed
from graders.authors.classes.state import UNFINISHED, State
from graders.authors.classes.tables import PLATFORMS
from graders.commands.arguments import Parser, check_strong, from_one
from graders.commands.grade import chosen_exercises
from graders.judge import results
from graders.judge.plan import Confinement, Plan, Task
from graders.judge.results import exercise_result, not_judged
from graders.model import exercises, speed
from graders.model.errors import INTERRUPTED, Usage
from graders.model.exercises import Exercise
from graders.model.faults import FAULT
from graders.model.invocation import command, forget, prog
from graders.model.report import VERSION, ExerciseResult, Outcome, Report, TestResult
from graders.submissions.submission import listing

MAX_TOLD_MOVES = 10
"""Learners whose points moved that are named on the terminal."""


def parser() -> Parser:
    """What ``nox -s grade_class --`` understands."""
    made = Parser(
        prog=prog("grade_class"), description="Grade a folder of submissions, one for each learner."
    )
    made.add_argument(
        "submissions",
        type=Path,
        metavar="SUBMISSIONS",
        help="a folder of folders and archives, or a platform's download, its .zip as it is",
    )
    made.add_argument(
        "--out", type=Path, default=Path("grades.csv"), metavar="CSV", help="where the grades go"
    )
    for shared in ("--only", "--level", "--jobs", "--strong"):
        made.add_shared(shared)
    made.add_argument(
        "--roster", type=Path, metavar="FILE", help="who is in the course: a platform's export, CSV"
    )
    made.add_argument(
        "--due", type=due, metavar="WHEN", help="with a zone: '2026-11-01 23:59 Europe/Berlin'"
    )
    made.add_argument(
        "--penalty", type=percent, default=0.0, metavar="PERCENT", help="lost a day that is late"
    )
    made.add_argument(
        "--assignment", default="", metavar="NAME", help="the column's name in Canvas"
    )
    made.add_argument(
        "--anonymous", action="store_true", help="no name of a learner in the table and the pages"
    )
    made.add_argument(
        "--workers",
        type=from_one("--workers"),
        metavar="N",
        help="by Dask: a cluster of N workers on this machine",
    )
    made.add_argument(
        "--scheduler", metavar="ADDRESS", help="by Dask: a cluster's address, or its scheduler file"
    )
    made.add_argument(
        "--certificates", type=Path, metavar="DIR", help="of the cluster, for tls://HOST:8786"
    )
    made.add_argument(
        "--unlocked",
        action="append",
        default=[],
        metavar="HOST",
        help="take workers of this host though it lacks a part of the lock-in",
    )
    made.add_shared("--seed", help="one seed for all answers; without it, each answer has its own")
    return made


def main(argv: list[str] | None = None) -> int:
    """Grade a class; 0 all is graded, 2 wrong usage, 3 something could not be told, 4 a fault."""
    options = parser().parse_args(argv)
    forget()
    check_strong(options.strong)
    chosen = chosen_exercises([name for name in options.only.split(",") if name], options.level)
    if options.anonymous and options.roster:
        raise Usage("--anonymous and --roster exclude each other: a roster's tables have names")
    persons = people(options.roster) if options.roster else []
    if options.penalty and not (options.due or any(person.due for person in persons)):
        raise Usage("--penalty needs a date: --due, or a column due in the roster")
    judges = _judges(options)
    outputs = Outputs(options.out)
    outputs.check(options.submissions)
    ours = outputs.names_in(options.submissions)
    with all_handed_in(options.submissions, chosen, ours) as (handed_in, given):
        times = _times(options, persons, handed_in, given.folder)
    with outputs.held(), closing(State(outputs.state)) as state:
        if older := state.drop_older():
            told = f"{older} results were counted otherwise, by an older version of the report"
            print(f"  {outputs.state}: {told}: all are graded again, and every table is replaced")
        plan = Plan(
            root=exercises.ROOT,
            exercises=tuple(chosen),
            seed=options.seed,
            confinement=Confinement(strong=options.strong),
            jobs=options.jobs,
            explain=False,
            forked=True,
            secret=state.secret,
        )
        course, handed_in = _course(options, handed_in, persons, outputs, times, chosen)
        if options.anonymous:
            handed_in = unnamed(handed_in, state.secret)
        written = outputs.unnamed if options.anonymous else outputs
        return ClassGrading(state, handed_in, plan, written, course, judges).run()


Opened = Callable[[Plan, int], AbstractContextManager[Judges]]
"""Judges for this many tasks of a plan, for as long as a block lasts."""


def _judges(options: Namespace) -> Opened:
    """Who does the tasks: this machine's own judges, unless Dask is asked for."""
    if options.workers and options.scheduler:
        raise Usage("--workers and --scheduler exclude each other: one cluster does the tasks")
    if not options.scheduler and (options.certificates or options.unlocked):
        raise Usage("--certificates and --unlocked go with --scheduler ADDRESS")
    if not options.workers and not options.scheduler:
        return lambda plan, tasks: nullcontext(Here(plan.judges(tasks)))
    if importlib.util.find_spec("distributed") is None:
        raise Usage(f"Dask is not installed here; {command('grade_class')} installs it")
    from graders.authors.cluster import client
    from graders.authors.cluster.parcels import Run

    def run(plan: Plan) -> Run:
        return Run(f"katas-{secrets.token_hex(8)}", plan.exercises, plan.confinement)

    @contextmanager
    def announced(opened: AbstractContextManager[client.Cluster]) -> Iterator[Judges]:
        with opened as cluster:
            print(f"  {cluster.account}")
            yield cluster

    if options.workers:
        return lambda plan, tasks: announced(client.of_this_machine(options.workers, run(plan)))
    scheduler = client.Scheduler.named(
        options.scheduler, options.certificates, tuple(options.unlocked)
    )
    return lambda plan, tasks: announced(scheduler.cluster(run(plan)))


def _times(
    options: Namespace, persons: Sequence[Person], handed_in: Roster, folder: Path
) -> dict[str, datetime]:
    """When each learner handed in, by the keys of those of whom something tells it."""
    learners, listed = handed_in.learners, gradescope_times(folder)
    asked = bool(options.due or any(person.due for person in persons))
    dated = ((each.key, when(each, listed, commits=asked)) for each in learners)
    times = {key: at for key, at in dated if at}
    unknown = len(learners) - len(times)
    if asked and unknown:
        told = f"{unknown} of {len(learners)} learners have no date of handing in"
        print(f"  {told}: nothing is taken off, and only a platform's mark makes them late")
    parts = (part.path / ".git" for each in learners for part in each.parts)
    clones = 0 if asked else sum(map(os.path.isdir, parts))
    if not asked and (times or clones):
        told = f"{len(times)} learners have a date from the platform, {clones} one of a last commit"
        print(f"  {told}: --due WHEN says who was late")
    return times


def _course(
    options: Namespace,
    handed_in: Roster,
    persons: Sequence[Person],
    outputs: Outputs,
    times: Mapping[str, datetime],
    chosen: Sequence[Exercise],
) -> tuple[Course, Roster]:
    """What the options say of the class, and all who have a row; says who is unknown or missing."""
    found = match(persons, handed_in.learners) if persons else Match({}, ())
    for remark in found.remarks:
        print(f"  {options.roster}: {remark}", file=sys.stderr)
    lacking = [each.lacking(persons, found.handed_in) for each in PLATFORMS if persons]
    for remark in filter(None, lacking):
        print(f"  {options.roster}: {remark}", file=sys.stderr)
    deadline = Deadline(options.due, options.penalty)
    assignment = options.assignment or options.out.stem
    given: Changes = {}
    if outputs.by_hand.exists():
        known = exercises.find_exercises()
        given = changes(outputs.by_hand, handed_in.learners, persons, found, known)
        more = without_hand_in(given, handed_in.learners, persons, found, chosen)
        found = replace(found, handed_in={**found.handed_in, **more})
        handed_in = replace(handed_in, learners=[*handed_in.learners, *more.values()])
        count = sum(map(len, given.values()))
        print(f"  {outputs.by_hand}: points changed by hand: {count}")
    course = Course(
        *(persons, found.handed_in, found.unclear, found.remarks),
        *(deadline, times, given, assignment),
    )
    return course, handed_in


class ClassGrading:
    """The grading of one class: what is finished, what is left, and what is written of it."""

    def __init__(
        self,
        state: State,
        handed_in: Roster,
        plan: Plan,
        outputs: Outputs,
        course: Course,
        judges: Opened,
    ) -> None:
        self._state = state
        self._handed_in = handed_in
        self._learners = handed_in.learners
        self._plan = plan
        self._outputs, self._course, self._open = outputs, course, judges
        self._judges: Judges | None = None
        """Who has done tasks in this run."""
        self._publisher = Publisher(outputs, course)
        self._known = known(self._learners)
        self._since = since(state.learners(outputs.pages.name), self._known)
        self._jobs: dict[Task, list[Job]] = {}
        """Who handed in the same answer to the same exercise."""
        for learner in self._learners:
            for each in plan.exercises if not learner.fault else ():
                job = Job(learner, each)
                self._jobs.setdefault(job.task(plan), []).append(job)
        self._all = sum(map(len, self._jobs.values()))
        self._found: dict[tuple[str, str], ExerciseResult] = {}
        """By the keys of learners and the names of exercises."""

    def run(self) -> int:
        """Do what is left, write everything, and say how it went."""
        for learner in self._learners:
            # A fault of ours is told at the end, and gives no points at all.
            if learner.problem and not learner.fault:
                told = f"{learner.problem}: 0 points. {learner.advice}".rstrip()
                print(f"  {learner.name}: {told}", file=sys.stderr)
            for remark in learner.remarks:
                print(f"  {learner.name}: {remark}", file=sys.stderr)
        if gone := self._since.gone:
            print(f"  gone since the last run: {listing(gone)}", file=sys.stderr)
        left = []
        for task in self._jobs:
            kept = self._state.get(task)
            if kept is None:
                left.append(task)
            else:
                self._take(task, kept)
        before = f"{len(self._found)} of {self._all} exercises graded before"
        print(f"  {len(self._learners)} learners, {before}")
        try:
            faults = self._mark(left) if left else []
        except (KeyboardInterrupt, Lost) as ended:
            self._publisher.write(self._class(finished=False))
            done = f"{len(self._found)} of {self._all} graded"
            told = f"{done} and written to {self._outputs.table}; start it again to go on"
            print(f"\n  {str(ended) or 'interrupted'}: {told}", file=sys.stderr)
            return FAULT if isinstance(ended, Lost) else INTERRUPTED
        whole = self._class(finished=True)
        now = {} if self._outputs.hides_names else self._standings(whole)
        names = {each.key: each.name for each in self._learners}
        self._state.rename(self._since.renamed)
        stood = self._state.standings()
        moves = moved(stood, now, names)
        pairs = alike(whole.marked, whole.exercises, self._state.prints)
        whole = replace(whole, moves=moves, alike=pairs)
        self._publisher.write(whole)
        news = {key: each for key, each in now.items() if stood.get(key) != each}
        self._state.enrol(self._outputs.pages.name, self._known)
        self._state.stand(news)  # what could not be written is told by the next run
        for move in whole.moves[:MAX_TOLD_MOVES]:
            told = f"{move.before} before, now {move.now}: {move.why}"
            print(f"  {move.learner} {move.exercise}: {told}")
        if whole.moves:
            told = f"{len(whole.moves)}; all are in {self._outputs.moved}"
            print(f"  points moved since the last run: {told}")
        if look := whole.to_look_at:
            where = ", ".join(f"{exercise.number} ({count})" for exercise, count in look)
            pages = self._outputs.pages / "alike"
            print(f"  pairs of answers to look at side by side: {where}; see {pages}")
        faults += [
            f"{each.name} could not be opened: {each.fault}"
            for each in self._learners
            if each.fault
        ]
        print(f"  {self._handed_in.account}")
        return _told(whole.marked, faults, self._outputs)

    def _mark(self, left: list[Task]) -> list[str]:
        from graders.screens.class_progress import class_progress
        from graders.screens.terminal import terminal

        costs = self._state.costs()
        with self._open(self._plan, len(left)) as judges:
            self._judges = judges
            outlook = Outlook(left, costs, judges.workers, judges.machines)
            done_before = len(self._found)
            with class_progress(terminal(), done_before, self._all, outlook.seconds) as advance:

                def done(task: Task, found: list[TestResult]) -> None:
                    self._state.put(task, found)
                    self._take(task, exercise_result(task, found))
                    outlook.done(task, found)
                    for job in self._jobs[task]:
                        advance(f"{job.learner.name} {job.exercise.name}")
                    if self._publisher.due and len(self._found) < self._all:
                        self._publisher.write(self._class(finished=False))

                return mark(longest_first(left, costs), self._plan, done, judges)

    def _standings(self, whole: Class) -> dict[tuple[str, str], Standing]:
        """How everybody stands, where that is known for sure."""
        exercises = {each.name: each for each in whole.exercises}
        tests = {
            name: hashlib.sha256(each.tests.read_bytes()).hexdigest()
            for name, each in exercises.items()
        }
        judged_by = self._state.graders
        kept: dict[tuple[int, Change | None], Standing] = {}

        def stands(each: Marked, result: ExerciseResult) -> Standing:
            """The same for all who handed in the same answer: 3,000 learners have few of them."""
            change = each.changes.get(result.name)
            key = (id(result), change)
            if key not in kept:
                name = result.name
                answer = each.learner.digest(exercises[name])
                kept[key] = standing(result, change, answer, tests[name], judged_by)
            return kept[key]

        return {
            (each.learner.key, result.name): stands(each, result)
            for each in whole.marked
            if not each.learner.fault
            for result in each.results
            if result.name in each.changes or result.outcome not in UNFINISHED
        }

    def _take(self, task: Task, result: ExerciseResult) -> None:
        """Give the result of an answer to everybody who handed it in."""
        for job in self._jobs[task]:
            self._found[job.key] = result

    def _class(self, finished: bool) -> Class:
        """What is known of everybody."""
        isolation = results.isolation(self._plan.confinement)
        if self._judges and self._judges.held_otherwise:
            isolation += f"; by choice also {self._judges.held_otherwise}"
        marked = [
            self._course.marked(each, self._report_of(each, isolation, finished))
            for each in self._learners
        ]
        left = 0 if finished else self._all - len(self._found)
        differ = self._course.remarks
        gone = self._since.gone
        return Class(marked, self._plan.exercises, self._handed_in, left, differ, gone=gone)

    def _report_of(self, learner: Learner, isolation: str, finished: bool) -> Report:
        """The report on one learner, as a grading of this one alone would have given it."""
        ignored, more = learner.submission.ignored
        found = [self._found.get((learner.key, each.name)) for each in self._plan.exercises]
        return Report(
            version=VERSION,
            created=learner.handed_in.isoformat(),
            python=platform.python_version(),
            platform=f"{platform.system()} {platform.machine()}",
            isolation=isolation,
            seed=self._plan.seed,
            source="submission",
            exercises=[
                result or not_judged(each)
                for each, result in zip(self._plan.exercises, found, strict=True)
            ],
            interrupted=not finished and None in found,
            submission=learner.submission.name,
            ignored=ignored,
            ignored_more=more,
            slowness=speed.slowness(),
        )


def _told(marked: Sequence[Marked], faults: list[str], outputs: Outputs) -> int:
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
