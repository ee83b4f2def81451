"""Calls from several threads of the test at once, and async functions of the learner."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from graders.workers import execution


def concurrently(*calls: Callable[[], Any]) -> list[Any]:
    """What these calls return, each made in a thread of its own; an exception stands for itself.

    Raises:
        Verdict: one of them ended the test.
    """
    results: list[Any] = [None] * len(calls)

    def run(place: int, call: Callable[[], Any]) -> None:
        try:
            results[place] = call()
        except BaseException as error:
            results[place] = error

    running = execution.current()
    assert running.worker.lane == 0  # the worker starts here, before the threads need it
    threads = [threading.Thread(target=run, args=each, daemon=True) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        if isinstance(result, BaseException) and not isinstance(result, Exception):
            raise result
    return results


def result_of(awaitable: Any) -> Any:
    """What a learner's coroutine returns, run to its end in an event loop of the worker."""
    return execution.current().ask("await", awaitable)
