"""How many of an exercise's tests one run of pytest judged: plain pytest runs what its user asks for.

It rests on what was collected before anybody chose among it, and on reports alone, which pytest-xdist brings from the
processes in which it runs the tests.
"""

from __future__ import annotations

from collections.abc import Generator

import pytest

from graders.model.exercises import Exercise, exercise_of
from graders.model.report import Outcome, TestResult

SHOWN = 10
"""Exercises that are named, at most."""


class Extent:
    """A pytest plugin: knows how many tests an exercise has, and says so where not all of them
    ran."""

    def __init__(self) -> None:
        self._written: dict[Exercise, dict[str, int]] = {}
        self._judged: dict[str, set[str]] = {}
        self._of: dict[str, int] = {}
        self.outcomes: set[str] = set()
        """What became of the tests, also of those that ran in another process."""

    def written(self, exercise: Exercise) -> int:
        """The tests that the exercise has: those of its file, whichever of them were chosen."""
        return sum(self._written.get(exercise, {}).values())

    def told(self, item: pytest.Item, result: TestResult) -> dict[str, str | int]:
        """What the report on a test says of its result, in plain values: reports cross to other processes."""
        exercise = exercise_of(item.path)
        if (
            exercise is None or item.path.name != exercise.tests.name
        ):  # somebody's own test, beside those to pass
            return {"outcome": result.outcome.value}
        return {
            "outcome": result.outcome.value,
            "exercise": exercise.name,
            "tests": self.written(exercise),
        }

    @pytest.hookimpl(
        wrapper=True, trylast=True
    )  # the innermost: --lf leaves out tests of the very report
    def pytest_make_collect_report(
        self, collector: pytest.Collector
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Count the tests of an exercise's file."""
        report = yield
        exercise = (
            exercise_of(collector.path)
            if isinstance(collector, pytest.Module | pytest.Class)
            else None
        )
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
        if len(lines) > SHOWN:
            lines[SHOWN:] = [f"and {len(lines) - SHOWN} more exercises of which not all tests ran"]
        for line in lines:
            terminalreporter.write_line(line)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A session with something to do is no success: exit 1, as ``nox -s grade``; 3 where only unsure is left."""
        if session.exitstatus != pytest.ExitCode.OK:
            return
        if Outcome.TODO in self.outcomes:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        elif Outcome.UNSURE in self.outcomes:
            session.exitstatus = 3
