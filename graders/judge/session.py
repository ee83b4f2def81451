"""Tasks judged by the tests that pytest collects: several judges side by side, each task in one of them.

``judge`` is the only way from a plan to verdicts. It runs pytest quietly, which collects the tests of the plan's
exercises; in place of pytest's own loop the tasks are done, each by the tests of its exercise.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest
from _pytest.runner import runtestprotocol

from graders.bounds.rights import rights_of
from graders.judge import environment, pool
from graders.judge.budget import Budget
from graders.judge.extent import Extent
from graders.judge.plan import Confinement, Plan, Task
from graders.judge.trial import Test, Trial
from graders.model import speed
from graders.model.errors import Usage
from graders.model.exercises import Exercise, exercise_of
from graders.model.faults import TRACEBACK, Unable, what
from graders.model.report import Outcome, TestResult
from graders.model.text import one_line
from graders.workers import spawners
from graders.workers.spawners import Spawner

Done = Callable[[Task, list[TestResult]], object]
"""Takes what became of a task, as soon as it is known."""

TASK = pytest.StashKey[Task]()
"""Where an item finds the task that it judges, in place of its plan's."""

RESULT = pytest.StashKey[TestResult]()
"""Where an item keeps its result."""

NEXT = pytest.StashKey[pytest.Item | None]()
"""Where an item keeps the one that comes after it."""

DIED = "the judge died on it"
"""Why the tests of a task are a fault whose judge has left; it has said why itself."""

CEILINGS = frozenset({"memory_ceiling", "retained_ceiling"})
"""Names that a test uses when it holds memory against a ceiling."""

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


class Spawners:
    """Where the workers of one pytest session come from, for each of its judges."""

    def __init__(self, confinement: Confinement) -> None:
        self._confinement = confinement
        self._open: dict[str, Spawner] = {}
        self._others: list[Spawner] = []
        """Of the judges that this process will be forked into."""

    def open(self, pool: int) -> None:
        """Start them for so many judges, so that they are up when the first test runs."""
        self._open["judging"], *self._others = self._start(pool)

    def become(self, judge: int) -> None:
        """This process is a fork, and this judge: its workers come from a spawner of its own."""
        if judge:
            self._open = {"judging": self._others[judge - 1]}
        self._others = []

    def judging(self) -> Spawner:
        """Where this judge's workers come from; started on first use, and again where a learner killed it."""
        return self._living("judging", lambda: self._start(1)[0])

    def explaining(self) -> Spawner:
        """Where workers come from that record their memory: they can import memray."""
        return self._living("explaining", lambda: spawners.explainers(self._confinement.without))

    def _start(self, count: int) -> list[Spawner]:
        held = self._confinement
        return spawners.several(count, held.fresh, held.without, held.strong)

    def _living(self, name: str, make: Callable[[], Spawner]) -> Spawner:
        known = self._open.get(name)
        if known is not None and not known.alive:
            known.close()
            known = None
        if known is None:
            known = self._open[name] = make()
        return known

    def close(self) -> None:
        """End every worker."""
        for spawner in (*self._open.values(), *self._others):
            spawner.close()


class Judging:
    """What a pytest session needs to judge its items by a plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.spawners = Spawners(plan.confinement)
        self._slowness = (
            speed.slowness()
        )  # now: before any learner's code runs, and inherited by forks
        self._tasks: dict[Exercise, Task] = {}
        """Of items that were given none: each exercise's file is read once."""
        self._next: tuple[pytest.Item, Task, Trial] | None = None
        """A test whose worker gets ready."""
        judged = max(len(plan.exercises), 1)
        self._budget = (
            None if plan.budget is None else Budget(plan.budget, judged, min(plan.jobs, judged))
        )

    def task(self, item: pytest.Item, exercise: Exercise) -> Task:
        """What an item judges."""
        given = item.stash.get(TASK, None)
        if given is not None:
            return given
        if exercise not in self._tasks:
            self._tasks[exercise] = self.plan.task(exercise)
        return self._tasks[exercise]

    def result(self, item: pytest.Function, exercise: Exercise) -> TestResult:
        """What becomes of an item; meanwhile nothing of it is told to pytest."""
        test = test_of(item)
        late = self._budget.used_up(exercise) if self._budget else ""
        return (
            test.not_run(late)
            if late
            else self._trial(item, test, self.task(item, exercise)).judge()
        )

    def _trial(self, item: pytest.Item, test: Test, task: Task) -> Trial:
        if self._next is not None and self._next[0] is item and self._next[1] is task:
            return self._next[2]
        return Trial(test, task, self.spawners, self._slowness)

    def prepare(self, item: pytest.Item | None) -> None:
        """Have the next test's worker load the learner's file while pytest brings this test to its end."""
        if self._next is not None:
            self._next[2].discard()
        self._next = None
        exercise = exercise_of(item.path) if item is not None else None
        if exercise is not None and isinstance(item, pytest.Function):
            task = self.task(item, exercise)
            trial = Trial(test_of(item), task, self.spawners, self._slowness)
            trial.prepare()
            self._next = item, task, trial

    def close(self) -> None:
        """End every worker."""
        if self._next is not None:
            self._next[2].discard()
        self.spawners.close()


def test_of(item: pytest.Function) -> Test:
    """An item as a test to be judged."""
    return Test(
        name=item.name,
        run=lambda: item.obj(**{name: item.funcargs[name] for name in item._fixtureinfo.argnames}),
        doc=item.obj.__doc__ or "",
        file=item.path,
        rights=rights_of(item),
        counts_import=not CEILINGS.isdisjoint(item.function.__code__.co_names),
    )


def judged(items: Sequence[pytest.Item], task: Task) -> Iterator[TestResult]:
    """What becomes of a task by the tests of its exercise; each worker gets ready while the test before it ends."""
    chosen = [item for item in items if not task.tests or item.name in task.tests]
    for item, after in zip(chosen, [*chosen[1:], None], strict=True):
        item.stash[TASK], item.stash[NEXT] = task, after
        if after is not None:
            after.stash[TASK] = task
        yield _judged(item)


def _judged(item: pytest.Item) -> TestResult:
    item._initrequest()  # type: ignore[attr-defined]  # fresh fixtures: the item may have run before
    if RESULT in item.stash:
        del item.stash[RESULT]
    reports = runtestprotocol(item, log=False, nextitem=None)
    fault = next((report for report in reports if report.when != "call" and report.failed), None)
    if fault is not None:
        return TestResult(item.name, Outcome.FAULT, _cause(fault))
    return item.stash.get(RESULT, None) or TestResult(
        item.name, Outcome.FAULT, "pytest did not run it"
    )


def _cause(report: pytest.TestReport) -> str:
    lines = str(report.longrepr).strip().splitlines()
    return next((line[2:].strip() for line in reversed(lines) if line.startswith("E ")), lines[-1])


def by_exercise(items: Sequence[pytest.Item]) -> dict[Exercise, list[pytest.Item]]:
    """The tests of each exercise, in the order in which they were collected."""
    found: dict[Exercise, list[pytest.Item]] = {}
    for item in items:
        exercise = exercise_of(item.path)
        if exercise is not None:
            found.setdefault(exercise, []).append(item)
    return found


@dataclass
class Judged:
    """How a run of judges ended."""

    faults: list[str] = field(default_factory=list)
    """Faults of the grader that belong to no task, a line each."""
    interrupted: bool = False
    """Ctrl-C ended it; what was judged before counts."""
    broken: BaseException | None = None
    """A fault of ours that broke it off; it is among the faults too."""
    cut: tuple[Task, list[TestResult]] | None = None
    """The task at which it was ended in this process, with those of its tests that were judged."""


def judge(
    plan: Plan,
    tasks: Sequence[Task],
    done: Done,
    *,
    alone: bool = False,
    begun: Callable[[], object] = lambda: None,
) -> Judged:
    """Have the plan's judges do the tasks; ``done`` is called with each as it comes.

    A callback rather than an iterator, since pytest's own loop has to stay on the stack: its hooks
    close what they have opened. ``begun`` is called once the judges are there; ``alone`` lets no
    two tasks run side by side.

    Raises:
        KeyboardInterrupt: Ctrl-C came before there was anything to judge.
        Unable: the graders broke before that.
        Usage: pytest could not start; or ``done`` raised it.

    """
    loop = _Loop(plan, tasks, done, alone, begun)
    files = dict.fromkeys(str(task.exercise.tests) for task in tasks)
    own = ["-p", "no:terminal"]
    own.append("--capture=sys")  # what descriptors cost is for a session in which foreign code runs
    own += [flag for name in UNUSED for flag in ("-p", f"no:{name}")]
    own.append(
        "--continue-on-collection-errors"
    )  # one bad test file costs the other exercises nothing
    run_pytest(plan.root, [*own, *files], loop)
    return loop.end()


def run_pytest(root: Path, arguments: Sequence[str], *plugins: object) -> int:
    """The exit code of pytest, with our settings alone and without plugins that happen to be installed."""
    own = [
        "-p",
        "no:cacheprovider",
        "-p",
        "pytest_timeout",
        "--rootdir",
        str(root),
        "-c",
        str(root / "pyproject.toml"),
    ]
    own += ["-o", "addopts=--strict-markers"]
    with contextlib.chdir(root), environment.known():
        return int(pytest.main([*own, *arguments], plugins=plugins))


class Planned:
    """A pytest plugin that brings a plan to ``graders.judge.plugin``."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.broken: BaseException | None = None
        """A fault of ours that broke pytest off."""

    def pytest_katas_plan(self) -> Plan:
        """The plan of this session."""
        return self._plan

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> bool:
        """Keep a fault of ours; True: pytest need not draw it, unless somebody asks for the traceback."""
        self.broken = excinfo.value
        return not os.environ.get(TRACEBACK)


class _Loop(Planned):
    """A pytest plugin: does tasks in place of the tests that were collected."""

    def __init__(
        self,
        plan: Plan,
        tasks: Sequence[Task],
        done: Done,
        alone: bool,
        begun: Callable[[], object],
    ) -> None:
        super().__init__(plan)
        self._tasks, self._done, self._alone, self._begun = tasks, done, alone, begun
        self._collected = False
        self._refused: Usage | None = None
        self._judged = Judged()

    def pytest_configure(self, config: pytest.Config) -> None:
        """Have the spawners start while pytest collects."""
        config.stash[JUDGING].spawners.open(self._plan.judges(len(self._tasks)))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A test file that cannot be collected is the grader's fault."""
        if report.failed:
            self._judged.faults.append(
                f"{report.nodeid}: {one_line(str(report.longrepr).strip().splitlines()[-1])}"
            )

    def pytest_collection_finish(self) -> None:
        """From here on there is something to judge."""
        self._collected = True

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Do the tasks whose exercises have tests."""
        items = by_exercise(session.items)
        extent = session.config.stash[EXTENT]
        self._judged.faults += [
            f"{exercise.name}: not all of its tests were collected"
            for exercise in dict.fromkeys(task.exercise for task in self._tasks)
            if len(items.get(exercise, [])) < extent.written(exercise)
        ]
        tasks = [task for task in self._tasks if task.exercise in items]
        try:
            for task, found in self._side_by_side(session.config.stash[JUDGING], tasks, items):
                self._done(task, found)
        except Usage as refused:
            self._refused = refused
        return True

    def _side_by_side(
        self, judging: Judging, tasks: list[Task], items: Mapping[Exercise, list[pytest.Item]]
    ) -> Iterator[tuple[Task, list[TestResult]]]:
        count = self._plan.judges(len(self._tasks))
        if count == 1:
            self._begun()
            yield from self._here(tasks, items)
            return

        def begin(number: int) -> pool.Work:
            judging.spawners.become(number)
            return lambda place: msgspec.json.encode(
                list(judged(items[tasks[place].exercise], tasks[place]))
            )

        lonely = [
            self._alone or "processes" in rights_of(items[task.exercise][0]) for task in tasks
        ]
        for place, answer in pool.side_by_side(count, lonely, begin, judging.close, self._begun):
            task = tasks[place]
            yield task, _lost(items[task.exercise]) if answer is None else _decoded(answer)

    def _here(
        self, tasks: list[Task], items: Mapping[Exercise, list[pytest.Item]]
    ) -> Iterator[tuple[Task, list[TestResult]]]:
        """One after the other in this process; what was judged of a task counts, whatever ends
        it."""
        for task in tasks:
            found: list[TestResult] = []
            try:
                found.extend(judged(items[task.exercise], task))
            except BaseException:
                self._judged.cut = task, found
                raise
            yield task, found

    def pytest_keyboard_interrupt(self) -> None:
        """Ctrl-C: what was judged still counts."""
        self._judged.interrupted = True

    def end(self) -> Judged:
        """How it ended; raises as ``judge`` does."""
        if self.broken is not None:
            self._judged.broken = self.broken
            self._judged.faults.append(what(self.broken))
        if self._refused is not None:
            raise self._refused
        if not self._collected and self._judged.interrupted:
            raise KeyboardInterrupt
        if not self._collected and self._judged.faults:
            raise Unable("; ".join(self._judged.faults))
        if not self._collected:
            raise Usage("pytest could not start")
        return self._judged


def _decoded(answer: bytes) -> list[TestResult]:
    return msgspec.json.decode(answer, type=list[TestResult])


def _lost(items: Sequence[pytest.Item]) -> list[TestResult]:
    return [TestResult(item.name, Outcome.FAULT, DIED) for item in items]


JUDGING = pytest.StashKey[Judging]()
"""Where a session keeps what it judges with."""

EXTENT = pytest.StashKey[Extent]()
"""Where a session keeps what knows how many of an exercise's tests ran."""
