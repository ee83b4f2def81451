from __future__ import annotations

from pathlib import Path

from graders.bounds.randomness import seeded
from graders.tests.conftest import MakesExecution


def test_the_same_seed_gives_the_same_numbers(execute: MakesExecution) -> None:
    drawn = []
    for seed in (7, 7, 8):
        execute("pass", seed=seed)
        drawn.append([seeded().randrange(10**9) for _ in range(3)])
    assert drawn[0] == drawn[1] != drawn[2]


def test_another_test_file_gets_other_numbers(execute: MakesExecution) -> None:
    execute("pass", test_file=Path("test_a.py"))
    first = seeded().random()
    execute("pass", test_file=Path("test_b.py"))
    assert seeded().random() != first


def test_a_test_draws_on_from_one_source(execute: MakesExecution) -> None:
    execute("pass")
    assert seeded() is seeded()
