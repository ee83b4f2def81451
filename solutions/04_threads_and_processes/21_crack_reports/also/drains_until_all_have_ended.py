"""Tells the workers to stop, and reads on until each of them has said that it is done: nobody is terminated."""

from collections.abc import Callable, Iterable, Iterator
from multiprocessing import Event, Process, Queue, Value
from typing import Any, TypeVar

T = TypeVar("T")


def crack_reports(
    films: list[str], search: Callable[[str], Iterable[T]], workers: int, depth: int
) -> Iterator[tuple[str, T]]:
    reports: Queue[Any] = Queue(depth)
    stop, taken = Event(), Value("l", 0)
    crew = [Process(target=_search, args=(films, search, taken, stop, reports)) for _ in range(workers)]
    for process in crew:
        process.start()
    at_work = workers
    try:
        while at_work:
            kind, what = reports.get()
            at_work -= kind == "end"
            if kind == "error":
                raise what
            if kind == "crack":
                yield what
    finally:
        stop.set()
        while at_work:
            kind, what = reports.get()
            at_work -= kind == "end"
        for process in crew:
            process.join()


def _search(films: list[str], search: Callable[[str], Iterable[T]], taken: Any, stop: Any, reports: Any) -> None:
    try:
        for film in iter(lambda: _next_film(films, taken), None):
            for crack in search(film):
                if stop.is_set():
                    return
                reports.put(("crack", (film, crack)))
    except BaseException as error:
        reports.put(("error", error))
    finally:
        reports.put(("end", None))


def _next_film(films: list[str], taken: Any) -> str | None:
    with taken.get_lock():
        taken.value += 1
        return films[taken.value - 1] if taken.value <= len(films) else None
