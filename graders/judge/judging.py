"""What a pytest session judges its items with: a plan, workers, and the time that is left."""

from __future__ import annotations

import types
from collections.abc import Callable

import pytest

from graders.bounds.rights import rights_of
from graders.judge.budget import Budget
from graders.judge.plan import Plan, Task
from graders.judge.spawners import Spawners
from graders.judge.stash import HEARD, TASK
from graders.judge.trial import Allocation, Test, Trial
from graders.model import speed, stubs
from graders.model.exercises import Exercise, exercise_of
from graders.model.report import Outcome, TestResult
from graders.workers.script import Script

CEILINGS = frozenset({"memory_ceiling", "retained_ceiling"})
"""Names that a test uses when it holds memory against a ceiling."""

TRAFFIC = "traffic"
"""The name that a test uses when it counts what moves between processes."""

WEIGHING = CEILINGS | {"resident_ceiling"}
"""Names that a test uses when it holds what is resident, too."""

ALONE = frozenset({"parallel_work", "no_segments_left"})
"""Names that a test uses when another one beside it would matter: shares of time that two want to
have; content of the machine's shared memory, where two tests of one seed look for the same."""

BOUNDS = (
    WEIGHING
    | ALONE
    | {
        TRAFFIC,
        "at_most",
        "at_least",
        "exactly",
        "lives",
        "no_more_than",
        "no_threads_left",
    }
)
"""Names that a test uses when it holds a bound."""


NOT_THE_LEARNERS = (
    "measures pytest's own process, where no answer runs; memory_ceiling holds an answer's memory, "
    "and nox -s profile -- NAME shows it"
)
"""What there is to say of pytest-memray's ways to measure a test."""


class Judging:
    """Judges the items of one pytest session by a plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.spawners = Spawners(plan.confinement)
        # Measured now: before any learner's code runs, and inherited by forks.
        self._slowness = speed.slowness()
        self._scripts: dict[tuple[Task, str], Script] = {}
        """What the workers of right answers say, where others are to say it again."""
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
        if item.get_closest_marker("limit_memory"):
            return test_of(item, exercise).result(Outcome.FAULT, f"limit_memory {NOT_THE_LEARNERS}")
        late = self._budget.used_up(exercise) if self._budget else ""
        if late:
            return test_of(item, exercise).result(Outcome.LATE, late)
        task, ready = self.task(item, exercise), self._next
        if ready is not None and ready[0] is item and ready[1] is task:
            return ready[2].judge()
        return self._trial(item, exercise, task).judge()

    def profile(self, item: pytest.Function, exercise: Exercise) -> list[Allocation]:
        """What the answer held at its peak in the test of an item.

        Raises:
            Verdict: nothing could be recorded.
        """
        return self._trial(item, exercise, self.task(item, exercise)).profile()

    def prepare(self, item: pytest.Item | None) -> None:
        """Have the next test's worker load the learner's file while pytest ends this test."""
        if self._next is not None:
            self._next[2].discard()
        self._next = None
        exercise = exercise_of(item.path) if item is not None else None
        if exercise is not None and isinstance(item, pytest.Function):
            task = self.task(item, exercise)
            trial = self._trial(item, exercise, task)
            trial.prepare()
            self._next = item, task, trial

    def _trial(self, item: pytest.Function, exercise: Exercise, task: Task) -> Trial:
        test = test_of(item, exercise)
        heard = item.stash.get(HEARD, None)
        return Trial(test, task, self.spawners, self._slowness, self._scripts, heard=heard)

    def close(self) -> None:
        """End every worker."""
        self.prepare(None)
        self.spawners.close()


def test_of(item: pytest.Function, exercise: Exercise) -> Test:
    """An item as a test to be judged."""
    used = names_used(item.function)
    return Test(
        name=item.name,
        run=lambda: item.obj(**{name: item.funcargs[name] for name in item._fixtureinfo.argnames}),
        doc=item.obj.__doc__ or "",
        file=item.path,
        rights=rights_of(item),
        counts_import=not CEILINGS.isdisjoint(used),
        counts_traffic=TRAFFIC in used,
        weighs=not WEIGHING.isdisjoint(used),
        bound=not BOUNDS.isdisjoint(used),
        given=item.name in stubs.passes(exercise.name),
    )


def needs_the_machine(item: pytest.Item) -> bool:
    """True for a test whose numbers say nothing while another test runs."""
    return isinstance(item, pytest.Function) and not ALONE.isdisjoint(names_used(item.function))


def names_used(function: Callable[..., object]) -> set[str]:
    """The global names that a test uses, and the functions and classes of its file that it uses."""
    found: set[str] = set()
    module, waiting = function.__globals__, [function.__code__]
    while waiting:
        code = waiting.pop()
        waiting += [each for each in code.co_consts if isinstance(each, types.CodeType)]
        for name in set(code.co_names) - found:
            found.add(name)
            waiting += _codes(module.get(name), module["__name__"])
    return found


def _codes(value: object, module: str) -> list[types.CodeType]:
    """The code of a function of this module, or of the methods of a class of it."""
    if getattr(value, "__module__", "") != module:
        return []
    methods = vars(value).values() if isinstance(value, type) else [value]
    return [each.__code__ for each in methods if isinstance(each, types.FunctionType)]
