"""How many of an exercise's tests a run of pytest judged: plain pytest runs what it is asked for.

It rests on what was collected before anybody chose among it, and on reports alone, which
pytest-xdist brings from the processes in which it runs the tests.
"""

from __future__ import annotations

from collections.abc import Generator

import pytest

from graders.model.exercises import Exercise, exercise_of
from graders.model.report import Outcome, TestResult

MAX_NAMED = 10
"""Exercises that are named."""


class Extent:
    """A pytest plugin: knows how many tests an exercise has, and says where not all of them ran."""

    def __init__(self) -> None:
        self._written: dict[Exercise, dict[str, int]] = {}
        self._judged: dict[str, set[str]] = {}
        self._of: dict[str, int] = {}
        self.outcomes: set[str] = set()
        """What became of the tests, even of those that ran in another process."""

    def written(self, exercise: Exercise) -> int:
        """The tests that the exercise has: those of its file, whichever of them were chosen."""
        return sum(self._written.get(exercise, {}).values())

    def told(self, item: pytest.Item, result: TestResult) -> dict[str, str | int]:
        """What the report on a test says of its result; plain, since reports go to processes."""
        exercise, outcome = exercise_of(item.path), result.outcome.value
        # A test of another file is somebody's own, beside those to pass.
        if exercise is None or item.path.name != exercise.tests.name:
            return {"outcome": outcome}
        return {"outcome": outcome, "exercise": exercise.name, "tests": self.written(exercise)}

    @pytest.hookimpl(wrapper=True, trylast=True)  # the innermost: --lf shortens the very report
    def pytest_make_collect_report(
        self, collector: pytest.Collector
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Count the tests of an exercise's file."""
        report = yield
        holds_tests = isinstance(collector, pytest.Module | pytest.Class)
        exercise = exercise_of(collector.path) if holds_tests else None
        if exercise is not None and collector.path.name == exercise.tests.name:
            count = sum(isinstance(each, pytest.Function) for each in report.result)
            found = self._written.setdefault(exercise, {})
            found[collector.nodeid] = max(count, found.get(collector.nodeid, 0))
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a test that was judged."""
        told = getattr(report, "katas", {})
        self.outcomes |= {told["outcome"]} if told else set()
        if "exercise" in told:
            self._judged.setdefault(told["exercise"], set()).add(report.nodeid)
            self._of[told["exercise"]] = told["tests"]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Name the exercises of which some tests ran, and others did not."""
        judged = {name: len(ids) for name, ids in self._judged.items() if len(ids) < self._of[name]}
        lines = [
            f"{name}: {count} of its {self._of[name]} tests ran: not a grading"
            for name, count in judged.items()
        ]
        if lines:
            terminalreporter.section("bounded katas")
        more = len(lines) - MAX_NAMED
        if more > 0:
            lines[MAX_NAMED:] = [f"and {more} more exercises of which not all tests ran"]
        for line in lines:
            terminalreporter.write_line(line)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Exit 1 with something to do, as ``nox -s grade``; 3 where only unsure is left."""
        if session.exitstatus != pytest.ExitCode.OK:
            return
        if Outcome.TODO in self.outcomes:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        elif Outcome.UNSURE in self.outcomes:
            session.exitstatus = 3
