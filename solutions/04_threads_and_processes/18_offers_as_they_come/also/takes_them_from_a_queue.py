"""Threads of its own take the hotels from one iterator, and put what they hear into a queue."""

from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import Any, TypeVar

H = TypeVar("H")
T = TypeVar("T")


def offers_as_they_come(
    hotels: Iterable[H], ask: Callable[[H], T], at_once: int, timeout: float
) -> Iterator[tuple[H, T]]:
    deadline, stop = monotonic() + timeout, Event()
    waiting: SimpleQueue[H] = SimpleQueue()
    heard: SimpleQueue[tuple[H, Any, Exception | None]] = SimpleQueue()
    missing = 0
    for hotel in hotels:
        waiting.put(hotel)
        missing += 1

    def ask_some() -> None:
        while not stop.is_set():
            try:
                hotel = waiting.get_nowait()
            except Empty:
                return
            try:
                heard.put((hotel, ask(hotel), None))
            except Exception as error:
                heard.put((hotel, None, error))

    threads = [Thread(target=ask_some) for _ in range(min(at_once, missing))]
    for thread in threads:
        thread.start()
    try:
        for _ in range(missing):
            try:
                hotel, offer, error = heard.get(timeout=max(deadline - monotonic(), 0))
            except Empty:
                raise TimeoutError("some hotels have not answered") from None
            if error:
                raise error
            yield hotel, offer
    finally:
        stop.set()
        for thread in threads:
            thread.join()
