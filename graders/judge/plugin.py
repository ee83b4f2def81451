"""The pytest plugin: has every test of exercises/ judged by a plan, and tells pytest its verdict.

A command brings its plan (``pytest_katas_plan``); plain pytest's is made of its own options. Other
tests that pytest collects in the same run are left alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator

import pytest

from graders.judge import collection, guard
from graders.judge.extent import Extent
from graders.judge.judging import NOT_THE_LEARNERS, Judging
from graders.judge.plan import Confinement, Files, Plan, drawn
from graders.judge.results import exercise_result
from graders.judge.stash import EXTENT, FINDER, JUDGING, NEXT, RESULT
from graders.model import exercises, speed
from graders.model.exercises import exercise_of, find_exercises
from graders.model.report import Outcome
from graders.workers.learner import LearnerModule, StubFinder

_NOT_PARSED = {
    "seed": None,
    "inline": False,
    "solutions": False,
    "decoy": None,
    "without": "",
    "strong": False,
    "fresh_workers": False,
}
"""The options where pytest comes upon conftest.py only while it collects."""

_SKIPPED = (Outcome.TODO, Outcome.UNSURE)


class Hooks:
    """What a command tells this plugin."""

    @pytest.hookspec(firstresult=True)
    def pytest_katas_plan(self) -> Plan | None:
        """The plan of this session, in place of the one that pytest's own options ask for."""


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Let a command bring its plan."""
    pluginmanager.add_hookspecs(Hooks)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of a grading."""
    group = parser.getgroup("bounded katas")
    group.addoption(
        "--seed",
        type=int,
        default=None,
        metavar="N",
        help="replay the random inputs of another run",
    )
    group.addoption(
        "--inline",
        action="store_true",
        help="run in pytest's own process, for breakpoints: gives no points",
    )
    group.addoption("--solutions", action="store_true", help="grade the references")
    group.addoption("--decoy", default=None, metavar="NAME", help="grade this wrong solution")
    group.addoption(
        "--without",
        default="",
        metavar="LAYER",
        help="leave out a layer of the lock-in, to see why it is there",
    )
    group.addoption(
        "--strong", action="store_true", help="workers in namespaces of their own, by bubblewrap"
    )
    group.addoption(
        "--fresh-workers",
        action="store_true",
        help="a new interpreter for every test, as without fork",
    )


@pytest.hookimpl(tryfirst=True)  # before pytest-timeout, which reads its option once
def pytest_configure(config: pytest.Config) -> None:
    """Prepare the grading, and answer the imports of stubs.

    Raises:
        pytest.UsageError: options that exclude each other.
    """
    if sys.flags.optimize:
        raise pytest.UsageError(
            "unset PYTHONOPTIMIZE, and give no -O: they leave out docstrings or asserts"
        )
    option = config.option
    for name, value in _NOT_PARSED.items():
        vars(option).setdefault(name, value)
    for name in ("inline", "fresh_workers"):
        if option.strong and getattr(option, name):
            raise pytest.UsageError(f"--strong and --{name.replace('_', '-')} exclude each other")
    given: Plan | None = config.hook.pytest_katas_plan()
    plan = given or Plan(
        root=exercises.ROOT,
        exercises=tuple(find_exercises()),
        seed=drawn(option.seed),
        sources=Files(decoy=option.decoy or "", solutions=option.solutions),
        confinement=Confinement(option.without, option.strong, option.inline, option.fresh_workers),
    )
    config.stash[JUDGING] = Judging(plan)
    config.option.seed = plan.seed  # pytest-xdist hands the options on to its processes
    finder = config.stash[FINDER] = StubFinder({each.name: each for each in find_exercises()})
    for name in finder.stubs:
        if name in sys.modules and not isinstance(sys.modules[name], LearnerModule):
            why = "runs in pytest's own process already, by -p or a conftest.py"
            raise pytest.UsageError(f"{name} {why}: leave it out")
    extent = config.stash[EXTENT] = Extent()
    for plugin in (collection, extent):
        config.pluginmanager.register(plugin)
    guard.install()  # before pytest's own finder
    sys.meta_path.insert(0, finder)
    config.addinivalue_line(
        "markers", "allow(*rights): what the learner's code may use beside computing"
    )
    # pytest-timeout guards the judge: a slow machine needs more patience, unless somebody said how
    # much.
    stated = config.getini("timeout") if hasattr(option, "timeout") else ""
    if stated and option.timeout is None and "PYTEST_TIMEOUT" not in os.environ:
        config.option.timeout = float(stated) * speed.slowness()


def pytest_unconfigure(config: pytest.Config) -> None:
    """End every worker."""
    judging = config.stash.get(JUDGING, None)
    if judging is not None:
        judging.close()
    if FINDER in config.stash and config.stash[FINDER] in sys.meta_path:
        sys.meta_path.remove(config.stash[FINDER])


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Say what the points of this run are worth."""
    plan, slowness = config.stash[JUDGING].plan, speed.slowness()
    lines = [f"bounded katas: seed {plan.seed}"]
    if slowness > 1:
        lines.append(f"bounded katas: this machine is {speed.compared(slowness)}")
    if plan.confinement.inline:
        lines.append("bounded katas: --inline: not isolated, gives no points")
    return lines


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say where the memory of an answer is to be seen, to whoever asks pytest-memray for it."""
    if getattr(config.option, "memray", False):
        terminalreporter.write_line(f"bounded katas: --memray {NOT_THE_LEARNERS}")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Know which test comes next."""
    item.stash[NEXT] = nextitem


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test of an exercise on an execution."""
    exercise = exercise_of(pyfuncitem.path)
    if exercise is None:
        return None
    judging = pyfuncitem.config.stash[JUDGING]
    result = pyfuncitem.stash[RESULT] = judging.result(pyfuncitem, exercise)
    judging.prepare(pyfuncitem.stash.get(NEXT, None))
    if result.outcome in _SKIPPED:
        pytest.skip(result.message)
    if result.outcome is not Outcome.PASSED:
        told = result.message
        if pyfuncitem.config.pluginmanager.has_plugin("terminalreporter"):
            from graders.screens.card import card  # where pytest draws the screens

            shown = exercise_result(judging.task(pyfuncitem, exercise), [result])
            told = str(card(shown, result, judging.plan.seed))
        pytest.fail(told, pytrace=False)
    return True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the report know the outcome."""
    report = yield
    if call.when == "call" and RESULT in item.stash:
        report.__dict__["katas"] = item.config.stash[EXTENT].told(item, item.stash[RESULT])
    return report


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Show our outcomes by their own names: "todo", "over", ..."""
    outcome: str | None = getattr(report, "katas", {}).get("outcome")
    if outcome in (None, Outcome.PASSED, Outcome.FAILED):
        return None
    if outcome in _SKIPPED:
        return outcome, {"todo": "t", "unsure": "?"}[outcome], outcome.upper()
    return "failed", "F", outcome.upper()
