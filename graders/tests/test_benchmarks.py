"""The figures are measured, whatever they are: no test holds a time."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from graders import benchmarks
from graders.bench.nursery import ForkNursery
from graders.tests.end_to_end.checkout import Checkout


def test_workers_and_calls_are_measured(hatchery: ForkNursery) -> None:
    figures = [benchmarks.worker_start(hatchery), *benchmarks.calls(hatchery)]
    assert [bool(re.fullmatch(r"[\d.]+ (ms|us|s)", figure.measured)) for figure in figures] == [True] * 4
    assert all(figure.note for figure in figures)


def test_a_command_that_fails_is_no_measurement() -> None:
    with pytest.raises(SystemExit, match="exited 3"):
        benchmarks._timed([sys.executable, "-c", "raise SystemExit(3)"], Path.cwd())


def test_the_ten_exercises_of_the_comparison_are_all_solved(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = Checkout(tmp_path_factory.mktemp("ten") / "checkout")
    benchmarks._ten_exercises(made.root)
    done = made.grade()
    assert done.returncode == 0, done.stdout
    assert "50 of 50 points" in done.stdout
