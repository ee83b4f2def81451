"""The command ``grade``: judge the chosen exercises, draw the scoreboard, write results.json."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from graders import judges, results
from graders.arguments import Parser, Usage, check_jobs, check_strong
from graders.bench.shim import lock
from graders.catalogue import ROOT, Exercise, NoSuchExercise, exercise_of, exercises, select
from graders.faults import TRACEBACK, Unable, told, what
from graders.plugin import GRADING, Grading
from graders.printable import one_line
from graders.rights import rights_of
from graders.screens.opening import Opening
from graders.verdicts import ExerciseResult, Report, TestResult

if TYPE_CHECKING:
    from graders.submissions import Submission

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
"""Plugins of pytest's own that a grading has no use for: it starts sooner without, and ends without a collection."""


def parser() -> Parser:
    """What ``nox -s grade --`` understands."""
    made = Parser(prog="nox -s grade --", description="Grade exercises: all, or those that the selectors name.")
    made.add_argument("selectors", nargs="*", metavar="NAME", help="02.04, iterators, sliding_window_mean, ...")
    made.add_argument("--solutions", action="store_true", help="grade the reference solutions")
    made.add_argument("--decoy", metavar="NAME", help="grade this wrong solution of one exercise")
    made.add_argument("--submission", type=Path, metavar="PATH", help="grade somebody else's folder, .zip or .tar")
    made.add_argument("--seed", type=int, metavar="N", help="replay the random inputs of another run")
    made.add_argument("--json", type=Path, metavar="PATH", default=ROOT / "results.json", help="where the results go")
    made.add_argument("--jobs", type=int, default=judges.cores(), metavar="N", help="exercises judged side by side")
    made.add_argument("--strong", action="store_true", help="workers in namespaces of their own, by bubblewrap (Linux)")
    made.add_argument(
        "--without", choices=lock.LAYERS, default="", help="leave out a layer of the lock-in, to see why it is there"
    )
    made.add_argument("--inline", action="store_true", help="run in pytest's own process, for breakpoints: no points")
    return made


def main(argv: list[str] | None = None) -> int:
    """Grade; the exit code: 0 all passed, 1 something to mend or to do, 2 wrong usage, 3 cannot tell, 4 a fault."""
    options = parser().parse_args(argv)
    chosen = chosen_exercises(options.selectors)
    _check_sources(chosen, options.solutions, options.decoy)
    check_strong(options.strong, options.inline)
    check_jobs(options.jobs)
    submitted = _submitted(options)
    arguments = [*_flags(options), *(str(exercise.tests) for exercise in chosen)]
    if options.inline:
        watch = Watch()
        code = int(pytest.main(["-s", "-p", "no:cacheprovider", *arguments], plugins=[watch]))
        return told(watch.broken) if watch.broken else code  # pytest's code for it is that of "unsure" here
    report = run(chosen, arguments, *submitted, jobs=options.jobs)
    try:
        _write(report, options.json)
    finally:
        show(report)  # also where it cannot be kept
    return report.exit_code


def chosen_exercises(selectors: list[str]) -> list[Exercise]:
    """The exercises that selectors name.

    Raises:
        Usage: there are none.
    """
    among = exercises()
    if not among:
        raise Usage(f"no exercises in {ROOT / 'exercises'}")
    try:
        return select(selectors, among)
    except NoSuchExercise as nothing:
        raise Usage(str(nothing)) from None


def _check_sources(chosen: list[Exercise], solutions: bool, decoy: str | None) -> None:
    if solutions and decoy:
        raise Usage("--solutions and --decoy exclude each other")
    if solutions:
        missing = [exercise.name for exercise in chosen if not exercise.reference.exists()]
        if missing:
            raise Usage(f"no reference solution here for {', '.join(missing[:5])}")
    if decoy:
        _check_decoy(chosen, decoy)


def _check_decoy(chosen: list[Exercise], decoy: str) -> None:
    if len(chosen) != 1:
        raise Usage("--decoy needs one exercise: nox -s grade -- sliding_window_mean --decoy slices_of_list")
    names = [path.stem for path in chosen[0].decoys]
    if decoy not in names:
        raise Usage(f"{chosen[0].name} has no decoy {decoy!r}; it has: {', '.join(names) or 'none'}")


def _submitted(options: argparse.Namespace) -> list[Submitted]:
    """The plugin that has a submission graded, where one is asked for."""
    if options.submission is None:
        return []
    if options.solutions or options.decoy or options.inline:
        raise Usage("--submission excludes --solutions, --decoy and --inline")
    from graders.submissions import opened

    return [Submitted(opened(options.submission, exercises()))]


def _flags(options: object) -> list[str]:
    flags = [f"--{name}" for name in ("solutions", "inline", "strong") if getattr(options, name)]
    valued = {name: getattr(options, name) for name in ("decoy", "seed", "without")}
    named = [f"--{name}={value}" for name, value in valued.items() if value not in (None, "")]
    return flags + named


class Run:
    """A pytest plugin: collects the results of one grading, exercise by exercise."""

    def __init__(self, chosen: list[Exercise], screen: Opening) -> None:
        self._chosen = chosen
        self._screen = screen
        self._left: dict[Exercise, int] = {}
        self.grading: Grading | None = None
        self.faults: list[str] = []
        self.interrupted = False

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Count the tests of each exercise."""
        self.grading = session.config.stash[GRADING]
        for exercise, items in by_exercise(session.items).items():
            self._left[exercise] = len(items)

    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        """Have several judges do it, where there are several."""
        grading = session.config.stash[GRADING]
        if grading.judges == 1:
            self._screen.begin()
            return None
        work = by_exercise(session.items)
        judge = partial(_judged, grading, work)
        for exercise, answer in spread(grading, work, judge, self._screen.begin):
            self._take(exercise, answer)
        return True

    def _take(self, exercise: Exercise, answer: bytes | None) -> None:
        if answer is None or self.grading is None:
            return  # what is left is a fault
        self._left[exercise] = 0
        self.grading.results[exercise] = msgspec.json.decode(answer, type=list[TestResult])
        self._screen.advance(exercise.name, self.grading.result(exercise).outcome)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A test file that cannot be collected is the grader's fault."""
        if report.failed:
            self.faults.append(f"{report.nodeid}: {one_line(str(report.longrepr).strip().splitlines()[-1])}")

    def pytest_runtest_logfinish(self, nodeid: str, location: tuple[str, int | None, str]) -> None:
        """Move the progress bar when an exercise is done."""
        exercise = exercise_of(ROOT / nodeid.split("::")[0])
        if exercise is None or self.grading is None or self.grading.judges > 1:
            return
        self._left[exercise] -= 1
        if not self._left[exercise]:
            self._screen.advance(exercise.name, self.grading.result(exercise).outcome)

    def pytest_keyboard_interrupt(self) -> None:
        """Ctrl-C: what was graded still counts."""
        self.interrupted = True

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """The grader's own fault; what was graded still counts."""
        self.faults.append(what(excinfo.value))

    def report(self) -> Report:
        """What was found.

        Raises:
            KeyboardInterrupt: Ctrl-C came before there was anything to grade.
            Unable: the graders broke before that.
            Usage: pytest could not start.
        """
        if self.grading is None and self.interrupted:
            raise KeyboardInterrupt
        if self.grading is None and self.faults:
            raise Unable("; ".join(self.faults))
        if self.grading is None:
            raise Usage("pytest could not start")
        found: list[ExerciseResult] = [self.grading.result(exercise) for exercise in self._chosen]
        if not self.interrupted:
            lost = [exercise.name for exercise, left in self._left.items() if left and exercise in self._chosen]
            self.faults += [f"{name}: not all tests gave a result" for name in lost]
        ran = found if self.interrupted else [each for each in found if each.tests or not self.faults]
        return results.report_of(self.grading, ran, interrupted=self.interrupted, faults=self.faults)


def by_exercise(items: list[pytest.Item]) -> dict[Exercise, list[pytest.Item]]:
    """The tests of each exercise, in the order in which they were collected."""
    found: dict[Exercise, list[pytest.Item]] = {}
    for item in items:
        exercise = exercise_of(item.path)
        if exercise is not None:
            found.setdefault(exercise, []).append(item)
    return found


def spread(
    grading: Grading,
    work: dict[Exercise, list[pytest.Item]],
    job: Callable[[Exercise], bytes],
    forked: Callable[[], object] = lambda: None,
) -> Iterator[tuple[Exercise, bytes | None]]:
    """Each exercise with what the job made of it in one of the judges; None where that judge died.

    ``forked`` is called once there are all judges. Exercises whose code starts processes get the machine for
    themselves.
    """
    chosen = list(work)
    alone = ["processes" in rights_of(items[0]) for items in work.values()]

    def begin(number: int) -> Callable[[int], bytes]:
        grading.become(number)
        return lambda place: job(chosen[place])

    for place, answer in judges.side_by_side(grading.judges, alone, begin, grading.close, forked):
        yield chosen[place], answer


def _judged(grading: Grading, work: dict[Exercise, list[pytest.Item]], exercise: Exercise) -> bytes:
    items = work[exercise]
    for item, after in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
    return msgspec.json.encode(grading.results.get(exercise, []))


def run(chosen: list[Exercise], arguments: list[str], *plugins: object, jobs: int = 1) -> Report:
    """Run pytest quietly on the chosen exercises and give the report."""
    with Opening(len(chosen)) as screen:
        grading = Run(chosen, screen)
        quiet(arguments, grading, *plugins, judges=min(jobs, len(chosen)))
    return grading.report()


def quiet(arguments: list[str], *plugins: object, judges: int = 1) -> BaseException | None:
    """Run pytest without its own screens and without plugins that happen to be installed; gives what broke it off."""
    watch = Quiet(judges)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    own = ["-p", "no:terminal", "-p", "no:cacheprovider", "-p", "pytest_timeout", "--rootdir", str(ROOT)]
    own.append("--capture=sys")  # what descriptors cost is for a session in which foreign code runs
    own += [flag for name in UNUSED for flag in ("-p", f"no:{name}")]
    own.append("--continue-on-collection-errors")  # one bad test file costs the other exercises nothing
    with contextlib.chdir(ROOT):
        pytest.main([*own, "-c", str(ROOT / "pyproject.toml"), *arguments], plugins=[*plugins, watch])
    return watch.broken


class Watch:
    """A pytest plugin: knows when a fault of ours breaks pytest off."""

    def __init__(self) -> None:
        self.broken: BaseException | None = None
        """That fault."""

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> bool:
        """Keep it; True: pytest itself need not draw it, unless somebody asks for the traceback."""
        self.broken = excinfo.value
        return not os.environ.get(TRACEBACK)


class Quiet(Watch):
    """Marks a run whose screens are drawn by graders.screens."""

    name = "katas-quiet"

    def __init__(self, judges: int) -> None:
        super().__init__()
        self._judges = judges

    def pytest_configure(self, config: pytest.Config) -> None:
        """Be known, and have the nurseries start while pytest collects."""
        grading = config.stash[GRADING]
        grading.quiet = True
        if not grading.inline:
            grading.open(self._judges)


class Submitted:
    """A pytest plugin: what somebody handed in is graded in place of the stubs."""

    def __init__(self, submission: Submission) -> None:
        self._submission = submission

    def pytest_configure(self, config: pytest.Config) -> None:
        """Have the grading read from the submission."""
        config.stash[GRADING].submission = self._submission


def _write(report: Report, path: Path) -> None:
    try:
        results.write(report, path)
    except OSError as error:
        raise Usage(f"{path}: cannot be written ({error.strerror})") from None


def show(report: Report) -> None:
    """Draw the scoreboard, and the card of what to do next."""
    from graders.screens.card import card
    from graders.screens.scoreboard import next_exercise, scoreboard
    from graders.screens.terminal import terminal

    console = terminal(sys.stdout)
    console.print(scoreboard(report))
    found = next_exercise(report)
    if found is not None:
        console.print(card(*found, report))
