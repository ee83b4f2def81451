from __future__ import annotations

import pytest

from graders.bounds.gathering import gathering
from graders.model.report import Crashed
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner

POOLED = """
from concurrent.futures import ThreadPoolExecutor
def call_all(call, times, threads):
    with ThreadPoolExecutor(threads) as pool:
        return [future.result() for future in [pool.submit(call) for _ in range(times)]]
"""


@pytest.mark.parametrize(("threads", "enough", "high"), [(1, 2, 1), (2, 2, 2), (4, 3, 3), (2, 5, 2)])
def test_as_many_are_inside_at_once_as_can_come(execute: MakesExecution, threads: int, enough: int, high: int) -> None:
    execute(POOLED, rights=["threads"])
    crowd = gathering(enough)
    learner("call_all")(lambda: crowd(), enough, threads)
    assert crowd.high >= high
    assert crowd.high <= threads


def test_once_it_is_over_nobody_is_kept(execute: MakesExecution) -> None:
    execute(POOLED, rights=["threads"])
    crowd = gathering(2)
    learner("call_all")(lambda: crowd(), 2, 2)
    crowd()
    assert crowd.high == 2


def test_what_it_counted_is_closed_to_the_learner(execute: MakesExecution) -> None:
    execute("def say(crowd):\n    crowd.high = 9")
    crowd = gathering(2)
    with pytest.raises((AttributeError, Crashed)):
        learner("say")(crowd)
    assert crowd.high == 0
