"""A thread reads into one queue, the workers fill another one, and the calling thread empties that into the sink."""

from collections.abc import Callable, Iterable
from queue import Queue
from threading import Event, Thread
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

END = object()


def run_pipeline(
    source: Iterable[T], work: Callable[[T], R], sink: Callable[[R], None], workers: int, depth: int
) -> int:
    items: Queue[Any] = Queue(depth)
    results: Queue[Any] = Queue(depth)
    errors, stop = list[BaseException](), Event()

    def read() -> None:
        try:
            for item in source:
                if stop.is_set():
                    break
                items.put(item)
        except BaseException as error:
            errors.append(error)
        for _ in range(workers):
            items.put(END)

    def convert() -> None:
        while (item := items.get()) is not END:
            if not stop.is_set():
                try:
                    results.put(work(item))
                except BaseException as error:
                    errors.append(error)
                    stop.set()
        results.put(END)

    threads = [Thread(target=read), *(Thread(target=convert) for _ in range(workers))]
    for thread in threads:
        thread.start()
    shipped, ended = 0, 0
    while ended < workers:
        result = results.get()
        if result is END:
            ended += 1
        elif not stop.is_set():
            try:
                sink(result)
                shipped += 1
            except BaseException as error:
                errors.append(error)
                stop.set()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return shipped
