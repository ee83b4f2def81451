"""The figures are measured, whatever they are: no test holds a time."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.authors import benchmark
from graders.authors.benchmark import Benchmark, Figure, Unmeasured, Workers
from graders.model import speed
from graders.model.errors import Usage
from graders.model.exercises import ROOT
from graders.model.report import Late
from graders.tests.end_to_end.checkout import Checkout
from graders.workers import execution, spawners


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers(speed.slowness())
    yield made
    made.close()


def test_workers_and_calls_are_measured(workers: Workers) -> None:
    measured = benchmark.benchmarks(1, workers)[2:6]
    figures = [each.measure() for each in measured]
    assert [bool(re.fullmatch(r"[\d.]+ (ms|us|s)", figure.measured)) for figure in figures] == [True] * 4
    assert all(figure.note for figure in figures)


def test_a_measured_worker_has_far_more_time_than_a_learners(workers: Workers) -> None:
    slow = Workers(2.5)
    vars(slow)["spawner"] = workers.spawner
    with slow.learner():
        limits = execution.current().limits
    assert (limits.cpu, limits.slowness) == (benchmark.NEEDED_CPU_SECONDS, 2.5)
    assert limits.cpu > 5 * execution.Limits().cpu


def test_a_command_that_fails_is_no_measurement() -> None:
    code = "import sys; print('one\\ntwo'); sys.exit('its last words')"
    with pytest.raises(Unmeasured, match=r" exited 1; it said last: its last words$"):
        benchmark._timed([sys.executable, "-c", code], Path.cwd())
    with pytest.raises(Unmeasured, match=r" exited 3; it said last: nothing$"):
        benchmark._timed([sys.executable, "-c", "raise SystemExit(3)"], Path.cwd())


def figure() -> Figure:
    return Figure("1.0 s", "2x of nothing")


def too_late() -> Figure:
    raise Late("still running after 20.1 s of CPU, 20 s allowed")


def failing() -> Figure:
    raise Unmeasured("nox exited 3; it said last: no")


def broken() -> Figure:
    raise OSError("no worker\ncould be had")


def test_what_cannot_be_measured_is_one_line_and_the_rest_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    causes = [too_late, failing, broken]
    chosen = [*(Benchmark("this", "5 ms", each) for each in causes), Benchmark("that", "-", figure)]
    assert benchmark._told(chosen) == 4
    lines = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        ["this", "-   goal 5 ms       not measured: late: still running after 20.1 s of CPU, 20 s allowed"],
        ["this", "-   goal 5 ms       not measured: nox exited 3; it said last: no"],
        ["this", "-   goal 5 ms       not measured: OSError: no worker\\ncould be had"],
        ["that", "1.0 s   goal -          2x of nothing"],
    ]


def test_an_interrupt_ends_it() -> None:
    def interrupted() -> Figure:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        benchmark._told([Benchmark("this", "5 ms", interrupted)])


def test_a_worker_that_is_late_is_told_by_the_command_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(benchmark, "LEARNER", "def plus_one(number):\n    while True:\n        pass\n")
    monkeypatch.setattr(benchmark, "NEEDED_CPU_SECONDS", 0.1)
    monkeypatch.setattr(speed, "slowness", lambda: 2.5)
    whole = benchmark.benchmarks
    monkeypatch.setattr(benchmark, "benchmarks", lambda rounds, workers, other: whole(rounds, workers, other)[3:4])
    assert benchmark.main(["graders"]) == 4
    head, _, line = capsys.readouterr().out.splitlines()
    assert head.endswith("% busy at the start; 2.5 times as slow as the reference machine")
    assert line.endswith(" s of CPU, 0.25 s allowed (0.1 s on the reference machine)")
    assert " -   goal 100 us     not measured: late: still running after " in line


def test_workers_that_cannot_be_had_are_told_and_leave_nothing_to_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused() -> spawners.Spawner:
        raise OSError("no more processes")

    monkeypatch.setattr(spawners, "start", refused)
    whole = benchmark.benchmarks
    monkeypatch.setattr(benchmark, "benchmarks", lambda rounds, workers, other: whole(rounds, workers, other)[3:4])
    assert benchmark.main(["graders"]) == 4
    assert capsys.readouterr().out.endswith("not measured: OSError: no more processes\n")


def test_the_ten_exercises_of_the_comparison_are_all_solved(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = Checkout(tmp_path_factory.mktemp("ten") / "checkout")
    benchmark._ten_exercises(made.root)
    done = made.grade()
    assert done.returncode == 0, done.stdout
    assert "10 of 10 exercises done, 100 of 100 points" in done.stdout


@pytest.mark.parametrize("meter", ["lives(", "_ceiling(", "parallel_work(", "traffic("])
def test_each_dear_meter_is_in_two_of_the_real_exercises(meter: str) -> None:
    tests = [next(ROOT.glob(f"exercises/*/*_{name}/test_{name}.py")) for name in benchmark.REAL]
    assert len(set(tests)) == 10
    assert sum(meter in test.read_text(encoding="utf-8") for test in tests) >= 2


def test_real_exercises_are_compared_with_another_checkout_and_that_with_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seconds = {tmp_path: iter([9.0, 9.0, 2.0, 4.0, 2.0, 4.0]), ROOT: iter([9.0, 6.0, 6.0])}
    monkeypatch.setattr(benchmark, "_timed", lambda command, folder: next(seconds[folder]))
    figure = benchmark.real(2, tmp_path)
    assert (figure.measured, figure.note) == ("2.00x", "6.00 s against 2.00 s; the other against itself 2.00x")


def test_without_another_checkout_nothing_is_run_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchmark, "_timed", None)
    assert benchmark.real(7, None).measured == "-"


def test_the_other_checkout_has_to_be_one(tmp_path: Path) -> None:
    assert benchmark.checkout(str(ROOT)) == ROOT
    with pytest.raises(Usage, match=f"--against: {re.escape(str(tmp_path))}: no checkout of this repository"):
        benchmark.main(["--against", str(tmp_path)])
