"""Plain pytest says how much of an exercise it ran; what it knows survives the way between processes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graders.judge import extent
from graders.judge.stash import JUDGING
from graders.tests.repositories import REFERENCE, Repository

THREE = """
from graders import exactly

import pytest

from running_total import running_total


@pytest.mark.parametrize("first", [1, 2])
def test_value(first):
    assert list(running_total([first])) == [first]


def test_empty():
    assert list(running_total([])) == []
"""
HERE = "exercises/02_iterators_and_generators/01_running_total"
FILE = f"{HERE}/test_running_total.py"
Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("flags", "ran"),
    [
        (["-k", "value"], 2),
        (["-k", "value", "-q"], 2),
        (["--deselect", f"{FILE}::test_empty"], 2),
        ([f"{FILE}::test_empty"], 1),
        ([f"{FILE}::test_value"], 2),
        ([f"{FILE}::test_value[1]", f"{FILE}::test_value[1]"], 1),
        (["-m", "not parametrize"], 1),
        (["--ignore-glob=*_of_mine.py", "-k", "empty"], 1),
    ],
)
def test_a_part_of_an_exercise_is_called_a_part(
    repository: Repository, capsys: Captured, flags: list[str], ran: int
) -> None:
    repository.exercise(tests=THREE, stub=REFERENCE)
    assert repository.pytest(*flags) == 0
    output = capsys.readouterr().out
    assert f"running_total: {ran} of its 3 tests ran: not a grading\n" in output
    assert f"{ran} passed" in output


@pytest.mark.parametrize("flags", [["-x"], ["--maxfail=1"], ["--stepwise", "-p", "cacheprovider", "-p", "stepwise"]])
def test_a_run_that_stops_early_is_a_part(repository: Repository, capsys: Captured, flags: list[str]) -> None:
    repository.exercise(tests=THREE, stub="def running_total(readings):\n    return [2]\n")
    assert repository.pytest(*flags) != 0
    assert "running_total: 1 of its 3 tests ran: not a grading\n" in capsys.readouterr().out


def test_what_failed_last_time_is_a_part(repository: Repository, capsys: Captured) -> None:
    exercise = repository.exercise(tests=THREE, stub="def running_total(readings):\n    return list(readings) or [1]\n")
    cache = ["-p", "cacheprovider", "-o", f"cache_dir={repository.root}/cache"]
    assert repository.pytest(*cache) == 1
    assert "not a grading" not in capsys.readouterr().out
    exercise.stub.write_text(REFERENCE)
    assert repository.pytest(*cache, "--lf") == 0
    output = capsys.readouterr().out
    assert "1 passed" in output
    assert "running_total: 1 of its 3 tests ran: not a grading\n" in output


def test_a_skipped_test_did_not_run(repository: Repository, capsys: Captured) -> None:
    repository.exercise(tests=THREE.replace("def test_empty", "@pytest.mark.skip\ndef test_empty"), stub=REFERENCE)
    assert repository.pytest() == 0
    assert "running_total: 2 of its 3 tests ran: not a grading\n" in capsys.readouterr().out


@pytest.mark.parametrize("flags", [[], [HERE], [FILE], [f"{FILE}::test_empty", FILE], ["--doctest-modules"]])
def test_nothing_is_said_of_a_whole_exercise(repository: Repository, capsys: Captured, flags: list[str]) -> None:
    repository.exercise(tests=THREE, stub=REFERENCE)
    assert repository.pytest(*flags) == 0
    output = capsys.readouterr().out
    assert "3 passed" in output
    assert "not a grading" not in output


@pytest.mark.parametrize("flags", [["--collect-only"], ["-k", "nothing_is_called_so"]])
def test_nothing_is_said_where_nothing_ran(repository: Repository, capsys: Captured, flags: list[str]) -> None:
    repository.exercise(tests=THREE, stub=REFERENCE)
    repository.pytest(*flags)
    assert "not a grading" not in capsys.readouterr().out


def test_tests_in_classes_and_somebodys_own_are_counted_apart(repository: Repository, capsys: Captured) -> None:
    grouped = THREE + "\n\nclass TestMore:\n    def test_it(self):\n        assert list(running_total([1])) == [1]\n"
    exercise = repository.exercise(tests=grouped, stub=REFERENCE)
    own = "from running_total import running_total\n\n\ndef test_mine():\n    assert list(running_total([1])) == [1]\n"
    (exercise.folder / "test_of_mine.py").write_text(own)
    assert repository.pytest() == 0
    output = capsys.readouterr().out
    assert "5 passed" in output
    assert "not a grading" not in output
    assert repository.pytest("-k", "TestMore or mine") == 0
    assert "running_total: 1 of its 4 tests ran: not a grading\n" in capsys.readouterr().out


def test_many_parts_are_not_all_named(
    repository: Repository, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extent, "MAX_NAMED", 1)
    for number in (1, 2, 3):
        repository.exercise(f"02_iterators_and_generators/0{number}_total_{number}", tests=THREE, stub=REFERENCE)
    assert repository.pytest("-k", "empty") == 0
    output = capsys.readouterr().out
    assert output.count("not a grading") == 1
    assert "and 2 more exercises of which not all tests ran\n" in output


class Wire:
    """Brings every report to its JSON and back, as pytest-xdist does, and takes what is told to the controller."""

    def __init__(self) -> None:
        self.config: Any = None
        self.told: list[dict[str, Any]] = []
        self.brought: list[Any] = []

    def pytest_configure(self, config: pytest.Config) -> None:
        self.config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        data = self.config.hook.pytest_report_to_serializable(config=self.config, report=report)
        assert _is_plain(data), data
        crossed = json.loads(json.dumps(data))
        self.brought.append(self.config.hook.pytest_report_from_serializable(config=self.config, data=crossed))
        if "katas" in data:
            self.told.append(data["katas"])


def _is_plain(value: object) -> bool:
    """True for what execnet can send: exactly these types, and no class derived from them."""
    if type(value) is dict:
        return all(map(_is_plain, [*value, *value.values()]))
    if type(value) in (list, tuple):
        return all(map(_is_plain, value))  # type: ignore[call-overload]
    return value is None or type(value) in (str, int, float, bool)


def test_reports_carry_plain_values_and_keep_them(repository: Repository, capsys: Captured) -> None:
    broken = "def running_total(readings):\n    return list(readings) or [1]\n"
    repository.exercise(tests=THREE, stub=broken)
    repository.exercise("02_iterators_and_generators/02_to_do")
    wire = Wire()
    assert pytest.main([*repository.settings, "-k", "value or empty or sums"], plugins=[wire]) == 1
    ours = {"exercise": "running_total", "tests": 3}
    passed, failed = ours | {"outcome": "passed"}, ours | {"outcome": "failed"}
    assert wire.told == [passed, passed, failed, {"exercise": "to_do", "tests": 2, "outcome": "todo"}]
    status = [wire.config.hook.pytest_report_teststatus(report=each, config=wire.config) for each in wire.brought]
    assert ("todo", "t", "TODO") in status


def test_what_others_ran_counts_as_well(repository: Repository, capsys: Captured) -> None:
    """As in the process of pytest-xdist that runs no test itself."""
    repository.exercise(tests=THREE, stub=REFERENCE)
    wire = Wire()
    pytest.main([*repository.settings, "-k", "value"], plugins=[wire])
    controller = extent.Extent()
    for report in wire.brought:
        controller.pytest_runtest_logreport(report)
    capsys.readouterr()
    controller.pytest_terminal_summary(wire.config.pluginmanager.get_plugin("terminalreporter"))
    assert "running_total: 2 of its 3 tests ran: not a grading\n" in capsys.readouterr().out
    assert controller.outcomes == {"passed"}


def test_the_seed_is_handed_on_with_the_options(repository: Repository) -> None:
    repository.exercise(stub=REFERENCE)
    wire = Wire()
    pytest.main([*repository.settings], plugins=[wire])
    assert wire.config.option.seed == wire.config.stash[JUDGING].plan.seed
