"""Calls from several threads of the test at once, and async functions of the learner."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

from graders.workers import execution


def concurrently(*calls: Callable[[], Any]) -> list[Any]:
    """What these calls give, each made in a thread of its own at the same time; an exception stands for itself.

    Raises:
        Verdict: one of them ended the test.
    """
    results: list[Any] = [None] * len(calls)
    running = execution.current()
    assert running.worker.lane == 0  # the worker starts here, before the threads need it
    threads = [
        threading.Thread(target=_run, args=(call, results, place), daemon=True)
        for place, call in enumerate(calls)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return _checked(results)


def _run(call: Callable[[], Any], results: list[Any], place: int) -> None:
    try:
        results[place] = call()
    except BaseException as error:
        results[place] = error


def _checked(results: Sequence[Any]) -> list[Any]:
    for result in results:
        if isinstance(result, BaseException) and not isinstance(result, Exception):
            raise result
    return list(results)


def result_of(awaitable: Any) -> Any:
    """What a learner's coroutine gives, run to its end in an event loop of the worker."""
    running = execution.current()
    running.coroutine_of = ""
    return running.ask("await", awaitable)
