"""Tasks judged by the tests that pytest collects: judges side by side, each task in one of them.

``judge`` is the only way from a plan to verdicts. It runs pytest quietly, which collects the tests
of the plan's exercises; in place of pytest's own loop the tasks are done, each by the tests of its
exercise.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import msgspec
import pytest
from _pytest.runner import runtestprotocol

from graders.judge import environment, pool, turns
from graders.judge.judging import Judging, needs_the_machine, test_of
from graders.judge.plan import Plan, Task
from graders.judge.stash import EXTENT, HEARD, JUDGING, NEXT, RESULT, TASK
from graders.judge.turns import Turn
from graders.model.errors import Usage
from graders.model.exercises import Exercise, exercise_of, shown
from graders.model.faults import TRACEBACK, Unable, half_of_a_merge, our_files, what
from graders.model.order import ordered
from graders.model.report import BROKEN, Outcome, TestResult
from graders.model.text import one_line
from graders.workers.allowance import Watch

Done = Callable[[Task, list[TestResult]], object]
"""Takes what became of a task, as soon as it is known."""

Heard = Callable[[Task, TestResult], object]
"""Takes what became of one test of a task, as soon as it is known; of a broken ceiling twice, first
without the lines that held the memory."""

DIED = "the judge died on it"
"""Why the tests of a task are a fault whose judge has left; it has said why itself."""

UNUSED = (
    "doctest",
    "faulthandler",
    "junitxml",
    "legacypath",
    "logging",
    "pastebin",
    "setuponly",
    "setupplan",
    "stepwise",
    "threadexception",
    "unittest",
    "unraisableexception",
    "warnings",
)
"""Plugins of pytest's own that a grading has no use for: it starts sooner without, and ends without
a collection."""


@dataclass(frozen=True)
class Judged:
    """How a run of judges ended."""

    faults: list[str] = field(default_factory=list)
    """Faults of the grader that belong to no task, a line each."""
    interrupted: bool = False
    """Ctrl-C ended it; what was judged before counts."""
    broken: BaseException | None = None
    """A fault of ours that broke it off; it is among the faults too."""
    cut: tuple[Task, list[TestResult]] | None = None
    """The task at which it was ended in this process; without tests where none was judged."""


def judge(
    plan: Plan,
    tasks: Sequence[Task],
    done: Done,
    *,
    alone: bool = False,
    begun: Callable[[], object] = lambda: None,
    heard: Heard = lambda task, result: None,
) -> Judged:
    """Have the plan's judges do the tasks; ``done`` is called with each as it comes.

    A callback rather than an iterator, since pytest's own loop has to stay on the stack: its hooks
    close what they have opened. ``begun`` is called once the judges are there; ``alone`` lets no
    two tasks run side by side. A single judge calls ``heard`` with each test as it comes.

    Raises:
        KeyboardInterrupt: Ctrl-C came before there was anything to judge.
        Unable: the graders broke before that, or there is no test file for any task.
        Usage: pytest could not start; or ``done`` raised it.
    """
    files = {task.exercise: task.exercise.tests for task in tasks}
    lost = {exercise: path for exercise, path in files.items() if not path.is_file()}
    faults = [
        f"{shown(path)} is not there: {exercise.name} is left out; put it back (git checkout)"
        for exercise, path in lost.items()
    ]
    tasks = [task for task in tasks if task.exercise not in lost]
    if not tasks and faults:
        raise Unable("; ".join(faults))
    if not tasks:
        return Judged()
    asked = list(dict.fromkeys(task.exercise for task in tasks))
    judges = plan.judges(len(tasks))
    loop = _Loop(*(plan, asked, tasks, judges, done, faults), alone=alone, begun=begun, heard=heard)
    return _run(loop, [files[exercise] for exercise in asked])


def serve(plan: Plan, tasks: Iterable[Task], done: Done, turn: Turn, faults: list[str]) -> Judged:
    """Do tasks in this process as they come, by the tests of the plan's exercises.

    The next task is asked for when ``done`` has taken what became of the one before. Of a task
    whose exercise has no tests nothing becomes. ``turn`` is held while a test runs; its
    argument says whether the test needs the machine for itself. What is wrong with the tests is
    among ``faults`` when the first task is asked for.

    Raises:
        KeyboardInterrupt: Ctrl-C came before there was anything to judge.
        Unable: the graders broke before that.
        Usage: pytest could not start.
    """
    there = [each for each in plan.exercises if each.tests.is_file()]
    loop = _Loop(plan, there, tasks, 1, done, faults, turn=turn)
    return _run(loop, [each.tests for each in there])


def _run(loop: _Loop, files: Iterable[Path]) -> Judged:
    """Have pytest collect these files, and the loop do its tasks."""
    root = loop.plan.root
    own = ["-p", "no:terminal"]
    own.append("--capture=sys")  # what descriptors cost is for a session in which foreign code runs
    own.append("--continue-on-collection-errors")  # a bad test file costs the others nothing
    own += [flag for name in UNUSED for flag in ("-p", f"no:{name}")]
    own += test_files(root, files)
    run_pytest(root, own, loop)
    return loop.end()


def test_files(root: Path, files: Iterable[Path]) -> list[str]:
    """Test files as pytest takes them, each once.

    Relative: pytest expands variables in a root's path, and takes brackets in a file's and "::" for
    parts of a test's name.
    """
    return list(dict.fromkeys(os.path.relpath(file, root) for file in files))


def run_pytest(root: Path, arguments: Sequence[str], *plugins: object) -> int:
    """The exit code of pytest, with our settings alone and without plugins that are installed."""
    own = ["-p", "no:cacheprovider", "-p", "pytest_timeout", "--rootdir", "."]
    own += ["-c", "pyproject.toml", "-o", "addopts=--strict-markers"]
    with contextlib.chdir(root), environment.known():
        return int(pytest.main([*own, *arguments], plugins=plugins))


class Planned:
    """A pytest plugin that brings a plan to ``graders.judge.plugin``."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.broken: BaseException | None = None
        """A fault of ours that broke pytest off."""

    def pytest_katas_plan(self) -> Plan:
        """The plan of this session."""
        return self.plan

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> bool:
        """Keep a fault of ours; True: pytest draws no traceback, unless somebody asks for it."""
        self.broken = excinfo.value
        return not os.environ.get(TRACEBACK)


class _Loop(Planned):
    """A pytest plugin: does tasks in place of the tests that were collected."""

    def __init__(
        self,
        plan: Plan,
        exercises: Iterable[Exercise],
        tasks: Iterable[Task],
        judges: int,
        done: Done,
        faults: list[str],
        *,
        alone: bool = False,
        begun: Callable[[], object] = lambda: None,
        heard: Heard = lambda task, result: None,
        turn: Turn = contextlib.nullcontext,
    ) -> None:
        super().__init__(plan)
        self._tasks, self._done, self._alone, self._begun = tasks, done, alone, begun
        self._heard, self._turn = heard, turn
        self._exercises, self._judges = exercises, judges
        self._collected = self._interrupted = False
        self._faults = faults
        self._refused: Usage | None = None
        self._cut: tuple[Task, list[TestResult]] | None = None

    def pytest_configure(self, config: pytest.Config) -> None:
        """Have the spawners start while pytest collects."""
        config.stash[JUDGING].spawners.open(self._judges)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A test file that cannot be collected is the grader's fault."""
        if report.failed:
            told = str(report.longrepr)
            merge = half_of_a_merge([self.plan.root / report.nodeid])
            last = merge or told.strip().splitlines()[-1].removeprefix("E").strip()
            line = re.findall(rf"{re.escape(report.nodeid.rsplit('/', 1)[-1])}\W+line (\d+)", told)
            where = f"{report.nodeid}:{line[-1]}" if line and not merge else report.nodeid
            self._faults.append(merge or f"{where}: {one_line(last)}")

    def pytest_collection_finish(self) -> None:
        """From here on there is something to judge."""
        self._collected = True

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Do the tasks whose exercises have tests."""
        items: dict[Exercise, list[pytest.Item]] = {}
        for item in session.items:
            exercise = exercise_of(item.path)
            if exercise is not None:
                items.setdefault(exercise, []).append(item)
        extent = session.config.stash[EXTENT]
        self._faults += [
            f"{exercise.name}: not all of its tests were collected"
            for exercise in self._exercises
            if len(items.get(exercise, [])) < extent.written(exercise)
        ]
        judging = session.config.stash[JUDGING]
        try:
            for task, found in self._found(judging, items):
                self._done(task, found)
        except Usage as refused:  # not through pytest, which would take it for a fault of ours
            self._refused = refused
        return True

    def _found(
        self, judging: Judging, items: Mapping[Exercise, list[pytest.Item]]
    ) -> Iterator[tuple[Task, list[TestResult]]]:
        """Each task whose exercise has tests, with their results."""
        there = (task for task in self._tasks if task.exercise in items)
        if self._judges > 1:
            yield from self._side_by_side(judging, list(there), items)
            return
        self._begun()
        for task in there:
            yield task, self._one(task, items[task.exercise])

    def _one(self, task: Task, tests: Sequence[pytest.Item]) -> list[TestResult]:
        """What this process judged of a task, which counts whatever ends it."""
        found: list[TestResult] = []
        told: Callable[[TestResult], object] = partial(self._heard, task)
        for item in tests:
            item.stash[HEARD] = told
        try:
            for result in judged(tests, task, self._turn):
                found.append(result)
                self._heard(task, result)
        except BaseException as ended:
            every = [*found, *_not_run(tests, found, ended)]
            self._cut = task, _in_order(task, tests, every)
            raise
        return _in_order(task, tests, found)

    def _side_by_side(
        self, judging: Judging, tasks: list[Task], items: Mapping[Exercise, list[pytest.Item]]
    ) -> Iterator[tuple[Task, list[TestResult]]]:
        machine = turns.nameless()

        def turn(alone: bool) -> contextlib.AbstractContextManager[None]:
            return turns.turn(machine, alone or self._alone)

        def begin(number: int) -> pool.Work:
            judging.spawners.become(number)

            def work(place: int) -> bytes:
                task = tasks[place]
                tests = items[task.exercise]
                return msgspec.json.encode(_in_order(task, tests, judged(tests, task, turn)))

            return work

        watch, jobs = Watch(), len(tasks)
        done = pool.side_by_side(self._judges, jobs, begin, judging.close, self._begun)
        with machine:
            for place, answer in done:
                task = tasks[place]
                if answer is None:
                    names = [item.name for item in items[task.exercise]]
                    yield task, died(names, watch.missed(DIED, ()))
                else:
                    yield task, msgspec.json.decode(answer, type=list[TestResult])

    def pytest_keyboard_interrupt(self) -> None:
        """Ctrl-C: what was judged still counts."""
        self._interrupted = True

    def end(self) -> Judged:
        """How it ended; raises as ``judge`` does."""
        if self.broken is not None:
            self._faults.append(what(self.broken))
        if self._refused is not None:
            raise self._refused
        if not self._collected and self._interrupted:
            raise KeyboardInterrupt
        if not self._collected:
            merge = half_of_a_merge(our_files())
            faults = [*self._faults, merge] if merge else self._faults
            raise Unable("; ".join(faults)) if faults else Usage("pytest could not start")
        return Judged(self._faults, self._interrupted, self.broken, self._cut)


def died(names: Iterable[str], why: str = "") -> list[TestResult]:
    """The tests of a task whose judge has left: what became of them is not known."""
    return [TestResult(name, Outcome.FAULT, why or DIED) for name in names]


def _not_run(
    items: Sequence[pytest.Item], found: Sequence[TestResult], ended: BaseException
) -> Iterator[TestResult]:
    """The tests that are missing of a task that was begun: they are no reason for points."""
    outcome, why = Outcome.FAULT, "not run: the grading broke off before"
    if isinstance(ended, KeyboardInterrupt):
        outcome, why = Outcome.TODO, "not run: the grading was interrupted before"
    judged_names = {result.name for result in found}
    for item in items if found else ():
        exercise = exercise_of(item.path)
        if item.name not in judged_names and exercise and isinstance(item, pytest.Function):
            yield test_of(item, exercise).result(outcome, why)


def _in_order(
    task: Task, items: Sequence[pytest.Item], found: Iterable[TestResult]
) -> list[TestResult]:
    """The results in the order that the task names, else that of the test file."""
    names = [*task.tests, *(item.name for item in items)]
    return sorted(found, key=lambda result: names.index(result.name))


def judged(items: Sequence[pytest.Item], task: Task, turn: Turn) -> Iterator[TestResult]:
    """What becomes of a task by its tests; each worker gets ready while the test before it ends."""
    named = {item.name: item for item in items}
    names = task.tests or ordered(task.exercise.name, list(named))
    chosen = [named[name] for name in names if name in named]
    for item, after in zip(chosen, [*chosen[1:], None], strict=True):
        item.stash[TASK], item.stash[NEXT] = task, after
        if after is not None:
            after.stash[TASK] = task
        with turn(needs_the_machine(item)):
            result = _judged(item)
        yield result
        if task.to_first_failure and result.outcome in BROKEN:
            return


def _judged(item: pytest.Item) -> TestResult:
    # Fresh fixtures: the item may have run before, for another task.
    item._initrequest()  # type: ignore[attr-defined]
    if RESULT in item.stash:
        del item.stash[RESULT]
    # No next item, so that every test has all its fixtures torn down.
    reports = runtestprotocol(item, log=False, nextitem=None)
    fault = next((report for report in reports if report.when != "call" and report.failed), None)
    if fault is not None:
        lines = str(fault.longrepr).strip().splitlines()
        raised = [line[2:].strip() for line in lines if line.startswith("E ")]
        return TestResult(item.name, Outcome.FAULT, (raised or lines)[-1])
    not_run = TestResult(item.name, Outcome.FAULT, "pytest did not run it")
    return item.stash.get(RESULT, not_run)
