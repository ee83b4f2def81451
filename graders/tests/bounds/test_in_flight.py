from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from graders.bounds import in_flight
from graders.bounds.count import at_least, at_most
from graders.bounds.in_flight import overlapping
from graders.model.report import Crashed, Late, Over
from graders.tests.conftest import MakesExecution
from graders.tests.learners import learner, over
from graders.workers import processes
from graders.workers.execution import current

ONE_BY_ONE = "def fetch_all(urls, fetch): return [fetch(url) for url in urls]"
POOLED = """
from concurrent.futures import ThreadPoolExecutor
def fetch_all(urls, fetch):
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(fetch, urls))
"""
GATHERED = """
import asyncio
def fetch_all(urls, fetch):
    async def main():
        return await asyncio.gather(*(asyncio.to_thread(fetch, url) for url in urls))
    return asyncio.run(main())
"""


def test_a_pool_has_as_many_calls_in_flight_as_it_has_threads(execute: MakesExecution) -> None:
    execute(POOLED, rights=["threads"])
    fetch = overlapping(lambda url: url * 2)
    assert learner("fetch_all")(list(range(8)), fetch) == [0, 2, 4, 6, 8, 10, 12, 14]
    assert (fetch.high, fetch.calls, fetch.in_flight) == (4, 8, 0)
    at_most(fetch.high, 4, "fetches in flight")


@pytest.mark.parametrize("late", ["_receive", "_adopt"])
def test_calls_that_wait_for_a_thread_of_ours_count(
    execute: MakesExecution, monkeypatch: pytest.MonkeyPatch, late: str
) -> None:
    execute(POOLED, rights=["threads"])
    worker = current().worker
    punctual = getattr(worker.router, late)

    def without_a_core(*frame: Any) -> Any:
        while not frame and not worker.channel.ready:
            time.sleep(0.001)
        time.sleep(0.1)
        return punctual(*frame)

    monkeypatch.setattr(worker.router, late, without_a_core)
    fetch = overlapping(lambda url: url * 2)
    assert learner("fetch_all")(list(range(4)), fetch) == [0, 2, 4, 6]
    assert fetch.high == 4


def test_calls_one_after_the_other_never_overlap(execute: MakesExecution) -> None:
    execute(ONE_BY_ONE, rights=["threads"])
    fetch = overlapping(lambda url: url)
    learner("fetch_all")(["a", "b", "c"], fetch)
    assert over(lambda: at_least(fetch.high, 2, "fetches in flight")).value == 1
    assert fetch.args == [("a",), ("b",), ("c",)]


def test_async_calls_in_threads_overlap_too(execute: MakesExecution) -> None:
    execute(GATHERED, rights=["threads"])
    fetch = overlapping(lambda url: url)
    learner("fetch_all")([1, 2, 3], fetch)
    assert fetch.high == 3


def test_a_call_that_raises_is_over(execute: MakesExecution) -> None:
    execute(ONE_BY_ONE, rights=["threads"])
    fetch = overlapping(lambda url: 1 // url)
    with pytest.raises(ZeroDivisionError):
        learner("fetch_all")([0], fetch)
    assert (fetch.in_flight, fetch.high) == (0, 1)
    drawing = current().drawn
    assert drawing
    (timeline,) = drawing.timelines
    assert timeline.raised == [(0, timeline.lanes[0][0][1])]


def test_what_ends_the_test_or_an_iterator_is_no_error_of_a_call(execute: MakesExecution) -> None:
    execute(ONE_BY_ONE, rights=["threads"])
    fetch, ends = overlapping(lambda url: url, most=0), overlapping(lambda url: next(iter(())))
    assert over(lambda: learner("fetch_all")([0], fetch)).value == 1
    with pytest.raises((StopIteration, RuntimeError)):
        learner("fetch_all")([0], ends)
    drawing = current().drawn
    assert drawing
    assert [each.raised for each in drawing.timelines] == [[], []]


def test_a_busy_thread_of_the_learner_is_waited_for(execute: MakesExecution) -> None:
    execute(
        """
        import threading, time
        def fetch_all(urls, fetch):
            def late():
                end = time.thread_time() + 0.05
                while time.thread_time() < end: pass
                fetch(2)
            thread = threading.Thread(target=late)
            thread.start()
            fetch(1)
            thread.join()
        """,
        rights=["threads"],
    )
    fetch = overlapping(lambda url: url)
    learner("fetch_all")([], fetch)
    assert fetch.high == 2


def test_where_processes_cannot_be_watched_quiet_time_decides(
    execute: MakesExecution, monkeypatch: pytest.MonkeyPatch
) -> None:
    execute(POOLED, rights=["threads"])
    fetch = overlapping(lambda url: url)
    monkeypatch.setattr(processes, "watched", lambda: False)
    monkeypatch.setattr(in_flight, "SETTLE_SECONDS", 0.06)
    learner("fetch_all")([1, 2, 3], fetch)
    assert fetch.high == 3


def test_a_worker_that_dies_meanwhile_ends_the_test(execute: MakesExecution) -> None:
    execute("import os\ndef fetch_all(urls, fetch):\n    fetch(urls[0])\n    os._exit(7)")
    with pytest.raises(Crashed, match="exit status 7"):
        learner("fetch_all")([1], overlapping(lambda url: url))


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ({"at_once": 3}, "fetches in flight at once: 4, at most 3 allowed"),
        ({"most": 5}, "fetches: 6, at most 5 allowed"),
    ],
)
def test_the_call_that_is_over_ends_the_test(execute: MakesExecution, named: Any, said: str) -> None:
    execute(
        POOLED.replace("list(pool", "list(fetch(url) for url in list(pool").replace("urls))", "urls)))"),
        rights=["threads"],
    )
    fetch = overlapping(lambda url: url, what="fetches", **named)
    with pytest.raises(Over, match=rf"^{said}; the test ended there$"):
        learner("fetch_all")(list(range(1_000)), fetch)
    assert fetch.calls < 20


def test_a_verdict_on_the_one_that_watches_lets_the_others_go(
    execute: MakesExecution, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = execute("pass")
    assert running.worker
    fetch = overlapping(lambda url: url)

    def late() -> None:
        while fetch.in_flight < 2:
            time.sleep(0.001)
        raise Late("still running")

    monkeypatch.setattr(running, "watch", late)
    with ThreadPoolExecutor(2) as pool:
        calls = [pool.submit(fetch, url) for url in "ab"]
        ended = [call.exception(timeout=60) for call in calls]
    assert sorted(type(each).__name__ for each in ended) == ["Late", "NoneType"]
    assert fetch.in_flight == 0
