from __future__ import annotations

import threading

import pytest

from graders.bounds.concurrency import concurrently, result_of
from graders.bounds.in_flight import overlapping
from graders.model.report import Crashed, Fault
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner

TILL = """
import threading
lock = threading.Lock()
sold = 0
def sell(seat, paid):
    global sold
    with lock:
        before = sold
        paid(seat)
        sold = before + 1
    if seat < 0:
        raise ValueError("no such seat")
    return seat
def count(): return sold
def leave(): raise SystemExit(3)
"""


def test_every_call_gives_its_own_result_in_order(execute: MakesExecution) -> None:
    execute(TILL, rights=["threads"])
    sell = learner("sell")
    seen: list[int] = []
    calls = [lambda seat=seat: sell(seat, seen.append) for seat in range(8)]
    assert concurrently(*calls) == list(range(8))
    assert sorted(seen) == list(range(8))
    assert learner("count")() == 8


def test_an_exception_stands_for_itself(execute: MakesExecution) -> None:
    execute(TILL, rights=["threads"])
    good, bad = concurrently(lambda: learner("sell")(1, print), lambda: learner("sell")(-1, lambda _: None))
    assert good == 1
    assert isinstance(bad, ValueError)
    assert str(bad) == "no such seat"


def test_the_calls_are_in_the_learners_code_at_the_same_time(execute: MakesExecution) -> None:
    execute("def meet(barrier): return barrier.wait()", rights=["threads"])
    barrier = threading.Barrier(3, timeout=20)
    assert sorted(concurrently(*[lambda: learner("meet")(barrier)] * 3)) == [0, 1, 2]


@pytest.mark.parametrize(("lock", "high"), [("threading.Lock()", 1), ("contextlib.nullcontext()", 3)])
def test_a_lock_of_the_learner_lets_one_in_at_a_time(execute: MakesExecution, lock: str, high: int) -> None:
    execute(
        f"import contextlib, threading\nlock = {lock}\ndef buy(pay):\n    with lock: return pay()", rights=["threads"]
    )
    pay = overlapping(lambda: 0)
    assert concurrently(*[lambda: learner("buy")(pay)] * 3) == [0, 0, 0]
    assert pay.high == high


def test_a_worker_that_leaves_ends_the_test(execute: MakesExecution) -> None:
    execute(TILL, rights=["threads"])
    with pytest.raises(Crashed, match=r"sys\.exit\(3\)"):
        concurrently(learner("leave"), lambda: learner("sell")(1, lambda _: None))


def test_while_the_test_answers_it_is_the_test_that_keeps_the_worker_waiting(execute: MakesExecution) -> None:
    running = execute("def work(look): return look()", rights=["threads"])
    work = learner("work")
    assert concurrently(lambda: work(lambda: running.worker.attending)) == [1]
    assert running.worker.attending == 0


def test_no_calls_give_nothing(execute: MakesExecution) -> None:
    execute("pass", rights=["threads"])
    assert concurrently() == []


def test_an_async_function_runs_to_its_end(execute: MakesExecution) -> None:
    running = execute(
        "import asyncio\nasync def fetch(n):\n    await asyncio.sleep(0)\n    return n + 1", rights=["threads"]
    )
    coroutine = learner("fetch")(4)
    assert running.coroutine_of == "fetch"
    assert result_of(coroutine) == 5
    assert running.coroutine_of == ""


def test_what_an_async_function_raises_comes_through(execute: MakesExecution) -> None:
    execute("async def fetch(): raise LookupError('gone')", rights=["threads"])
    with pytest.raises(LookupError, match="gone"):
        result_of(learner("fetch")())


def test_outside_of_a_test_there_is_nothing_to_call() -> None:
    with pytest.raises(Fault, match="inside a test only"):
        concurrently(lambda: 1)
