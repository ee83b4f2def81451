from __future__ import annotations

import pytest

from graders.bounds.time import time_limit
from graders.model.report import Late
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner
from graders.workers.execution import Limits


def test_each_limit_is_set_by_itself(execute: MakesExecution) -> None:
    limits, default = execute("pass").limits, Limits()
    time_limit(cpu=99)
    assert (limits.cpu, limits.asleep) == (99, default.asleep)
    time_limit(asleep=98)
    assert (limits.cpu, limits.asleep) == (99, 98)


def test_code_within_the_limit_goes_on(execute: MakesExecution) -> None:
    execute("def spin(count):\n    for _ in range(count): pass\n    return count")
    time_limit(cpu=30)
    assert learner("spin")(10_000) == 10_000


def test_an_endless_loop_is_late(execute: MakesExecution) -> None:
    running = execute("def spin():\n    while True: pass\ndef add(a): return a + 1", limits=Limits())
    assert learner("add")(1) == 2
    time_limit(cpu=0.1)  # holds for a worker that runs already
    with pytest.raises(Late, match=r"of CPU, 0\.1 s allowed$"):
        learner("spin")()
    assert isinstance(running.final_verdict, Late)


def test_a_limit_of_cpu_time_is_that_of_the_reference_machine(execute: MakesExecution) -> None:
    execute("def spin():\n    while True: pass", limits=Limits(slowness=2.5))
    time_limit(cpu=0.1)
    with pytest.raises(Late, match=r"of CPU, 0\.25 s allowed \(0\.1 s on the reference machine\)$"):
        learner("spin")()


def test_a_sleep_without_an_end_is_late(execute: MakesExecution) -> None:
    execute("import threading\ndef wait(): threading.Event().wait()")
    time_limit(asleep=0.15)
    with pytest.raises(Late, match=r"^asleep for 0\.15 s"):
        learner("wait")()
