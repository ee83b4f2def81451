"""The pytest plugin: gives every test of exercises/ a bench of its own and takes its verdict to pytest.

Other tests that pytest collects in the same run are left alone.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graders.bench import nursery, sources
from graders.bench.learner import StubFinder
from graders.bench.session import Hatchery
from graders.bench.sources import Source
from graders.catalogue import Exercise, exercise_of, exercises, shown
from graders.grading import Trial, explained_by
from graders.rights import rights_of
from graders.verdicts import ExerciseResult, Outcome, TestResult

if TYPE_CHECKING:
    from graders.budget import Budget
    from graders.submissions import Submission

RESULT = pytest.StashKey[TestResult]()
"""Where an item keeps its result."""

NEXT = pytest.StashKey[pytest.Item | None]()
"""Where an item keeps the one that comes after it."""

CEILINGS = frozenset({"memory_ceiling", "retained_ceiling"})
"""Names that a test uses when it holds memory against a ceiling."""

_SKIPPED = (Outcome.TODO, Outcome.UNSURE)


class Grading:
    """One pytest session's grading: which file stands for each stub, where workers come from, what was found."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.seed: int = (
            config.option.seed if config.option.seed is not None else random.SystemRandom().randrange(1_000_000)
        )
        self.inline: bool = config.option.inline
        self.finder = StubFinder({exercise.name: exercise for exercise in exercises(config.rootpath)})
        self.results: dict[Exercise, list[TestResult]] = {}
        self.variant: Path | None = None
        """A file to grade in place of the stub, whatever the options say."""
        self.submission: Submission | None = None
        """Somebody else's tree, to grade in place of this one."""
        self.budget: Budget | None = None
        """The time for the whole grading, where it has to end in time."""
        self.explains = True
        """A broken ceiling is run once more, to find the lines that held the memory."""
        self.quiet = False
        """The screens are drawn by somebody else."""
        self.judges = 1
        """How many judges do this grading side by side."""
        self._hatcheries: dict[str, Hatchery] = {}
        self._others: list[Hatchery] = []
        """Where the workers of the other judges come from."""
        self._next: tuple[pytest.Item, Trial] | None = None
        """A test whose worker gets ready."""

    def source(self, exercise: Exercise) -> Path:
        """The file to grade."""
        if self.variant is not None:
            return self.variant
        if self.config.option.solutions:
            return exercise.reference
        decoy: str | None = self.config.option.decoy
        return exercise.mirror / "decoys" / f"{decoy}.py" if decoy else exercise.stub

    def read(self, exercise: Exercise) -> Source:
        """What is graded of an exercise.

        Raises:
            Refused: it cannot be.
        """
        if self.submission is not None:
            return self.submission.source_of(exercise)
        return sources.read(self.source(exercise), exercise.name)

    @property
    def source_name(self) -> str:
        """What is graded, in words."""
        option = self.config.option
        if self.submission is not None:
            return "submission"
        return "solutions" if option.solutions else f"decoy {option.decoy}" if option.decoy else "stubs"

    def open(self, judges: int) -> None:
        """Start where the workers of so many judges come from."""
        self.judges = judges
        self._hatcheries["judging"], *self._others = self._start(judges)

    def become(self, judge: int) -> None:
        """This process is a fork, and this judge, with workers of its own."""
        if judge:
            self._hatcheries = {"judging": self._others[judge - 1]}
        self._others = []

    def hatchery(self) -> Hatchery:
        """Where this judge's workers come from; started on first use."""
        return self._hatchery("judging", lambda: self._start(1)[0])

    def _start(self, count: int) -> list[Hatchery]:
        option = self.config.option
        return nursery.several(count, option.fresh_workers, option.without, option.strong)

    def explainers(self) -> Hatchery:
        """Where workers come from that record their memory: they can import memray."""
        return self._hatchery("explaining", lambda: nursery.explainers(self.config.option.without))

    def _hatchery(self, name: str, make: Any) -> Hatchery:
        known = self._hatcheries.get(name)
        if known is not None and not known.alive:
            known.close()
        if known is None or not known.alive:
            self._hatcheries[name] = make()
        return self._hatcheries[name]

    def trial(self, item: pytest.Function, exercise: Exercise) -> Trial:
        """An item as a test to be judged."""
        if self._next is not None and self._next[0] is item:
            return self._next[1]
        return self._trial(item, exercise)

    def prepare(self, item: pytest.Item | None) -> None:
        """Have the next test's worker load the learner's file while pytest brings this test to its end."""
        if self._next is not None:
            self._next[1].discard()
        self._next = None
        exercise = exercise_of(item.path) if item is not None else None
        if exercise is not None and isinstance(item, pytest.Function):
            trial = self._trial(item, exercise)
            trial.prepare()
            self._next = item, trial

    def _trial(self, item: pytest.Function, exercise: Exercise) -> Trial:
        return Trial(
            name=item.name,
            run=lambda: item.obj(**{name: item.funcargs[name] for name in item._fixtureinfo.argnames}),
            doc=item.obj.__doc__ or "",
            test_file=item.path,
            read=lambda: self.read(exercise),
            seed=self.seed,
            hatchery=self.hatchery,
            explainers=self.explainers,
            inline=self.inline,
            explains=self.explains and not self.config.option.strong,  # outside of the namespaces
            rights=rights_of(item),
            weighs=not CEILINGS.isdisjoint(item.function.__code__.co_names),
        )

    def result(self, exercise: Exercise) -> ExerciseResult:
        """What was found about an exercise."""
        file = self.submission.file_of(exercise) if self.submission else shown(self.source(exercise))
        tests = self.results.get(exercise, [])
        return ExerciseResult(exercise.number, exercise.name, exercise.title, exercise.topic, file, tests)

    def close(self) -> None:
        """End every worker."""
        if self._next is not None:
            self._next[1].discard()
        for hatchery in (*self._hatcheries.values(), *self._others):
            hatchery.close()


GRADING = pytest.StashKey[Grading]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of a grading."""
    group = parser.getgroup("bounded katas")
    group.addoption("--seed", type=int, default=None, metavar="N", help="replay the random inputs of another run")
    group.addoption(
        "--inline", action="store_true", help="run in pytest's own process, for breakpoints: gives no points"
    )
    group.addoption("--solutions", action="store_true", help="grade the references")
    group.addoption("--decoy", default=None, metavar="NAME", help="grade this wrong solution")
    group.addoption(
        "--without", default="", metavar="LAYER", help="leave out a layer of the lock-in, to see why it is there"
    )
    group.addoption("--strong", action="store_true", help="workers in namespaces of their own, by bubblewrap")
    group.addoption("--fresh-workers", action="store_true", help="a new interpreter for every test, as without fork")


def pytest_configure(config: pytest.Config) -> None:
    """Prepare the grading, and answer the imports of stubs.

    Raises:
        pytest.UsageError: options that exclude each other.
    """
    if sys.flags.optimize:
        raise pytest.UsageError("unset PYTHONOPTIMIZE, and give no -O: they leave out docstrings or asserts")
    outside = [name for name in ("inline", "fresh_workers") if config.option.strong and getattr(config.option, name)]
    if outside:
        raise pytest.UsageError(f"--strong and --{outside[0].replace('_', '-')} exclude each other")
    grading = Grading(config)
    config.stash[GRADING] = grading
    sys.meta_path.insert(0, grading.finder)
    config.addinivalue_line("markers", "allow(*rights): what the learner's code may use beside computing")


def pytest_unconfigure(config: pytest.Config) -> None:
    """End every worker."""
    grading = config.stash.get(GRADING, None)
    if grading is not None:
        grading.close()
        sys.meta_path.remove(grading.finder)


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Say what the points of this run are worth."""
    grading = config.stash[GRADING]
    inline = ["bounded katas: --inline: not isolated, gives no points"] if grading.inline else []
    return [f"bounded katas: seed {grading.seed}", *inline]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Know which test comes next."""
    item.stash[NEXT] = nextitem


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test of an exercise on a bench."""
    exercise = exercise_of(pyfuncitem.path)
    if exercise is None:
        return None
    grading = pyfuncitem.config.stash[GRADING]
    late = grading.budget.used_up(exercise) if grading.budget else ""
    result = _cut(pyfuncitem, late) if late else grading.trial(pyfuncitem, exercise).judge()
    pyfuncitem.stash[RESULT] = result
    grading.results.setdefault(exercise, []).append(result)
    grading.prepare(pyfuncitem.stash.get(NEXT, None))
    _tell(result, grading, exercise)
    return True


def _cut(item: pytest.Function, why: str) -> TestResult:
    requirement, advice = explained_by(item.obj.__doc__ or "")
    return TestResult(item.name, Outcome.LATE, why, requirement=requirement, advice=advice)


def _tell(result: TestResult, grading: Grading, exercise: Exercise) -> None:
    """End the item as pytest knows it: passed, skipped (to do, unsure) or failed with the card as its text."""
    if result.outcome in _SKIPPED:
        pytest.skip(result.message)
    if result.outcome is not Outcome.PASSED:
        pytest.fail(_card(result, grading, exercise), pytrace=False)


def _card(result: TestResult, grading: Grading, exercise: Exercise) -> str:
    if grading.quiet:
        return result.message
    from graders.results import report_of
    from graders.screens.card import card

    return str(card(grading.result(exercise), result, report_of(grading, [])))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the report know the outcome."""
    report = yield
    if call.when == "call" and RESULT in item.stash:
        report.__dict__["katas_outcome"] = item.stash[RESULT].outcome
    return report


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Show our outcomes by their own names: "todo", "over", ..."""
    outcome = getattr(report, "katas_outcome", None)
    if outcome in (None, Outcome.PASSED, Outcome.FAILED):
        return None
    if outcome in _SKIPPED:
        return outcome.value, {"todo": "t", "unsure": "?"}[outcome], outcome.value.upper()
    return "failed", "F", outcome.value.upper()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A session with something to do is no success: exit 1, as ``nox -s grade`` does; 3 where only unsure is left."""
    grading = session.config.stash.get(GRADING, None)
    if grading is None or session.exitstatus != pytest.ExitCode.OK:
        return
    outcomes = {result.outcome for results in grading.results.values() for result in results}
    if Outcome.TODO in outcomes:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    elif Outcome.UNSURE in outcomes:
        session.exitstatus = 3
