"""A queue with a limit between the reader and the workers: whichever is too fast waits at it."""

from collections.abc import Callable, Iterable
from queue import Queue
from threading import Lock, Thread
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

END = object()


def run_pipeline(
    source: Iterable[T], work: Callable[[T], R], sink: Callable[[R], None], workers: int, depth: int
) -> int:
    """Apply ``work`` to every item on ``workers`` threads, pass each result to ``sink``, return how many.

    ``sink`` gets one result at a time, in any order. Read ahead by about ``depth + workers`` items
    at most. An error of ``source``, ``work`` or ``sink`` ends the pipeline and is raised.
    """
    waiting, sinking, errors, read = Queue[Any](depth), Lock(), list[BaseException](), 0

    def ship() -> None:
        while (item := waiting.get()) is not END:
            if errors:
                continue  # take it all the same: the reader may wait for room
            try:
                result = work(item)
                with sinking:
                    sink(result)
            except BaseException as error:
                errors.append(error)

    threads = [Thread(target=ship) for _ in range(workers)]
    for thread in threads:
        thread.start()
    try:
        for item in source:
            waiting.put(item)
            read += 1
            if errors:
                break
    finally:
        for _ in threads:
            waiting.put(END)
        for thread in threads:
            thread.join()
    if errors:
        raise errors[0]
    return read
