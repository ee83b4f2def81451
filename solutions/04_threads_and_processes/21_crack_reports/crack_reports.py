"""One queue with the films, one with a limit for the reports; who reads no more ends the processes before it joins."""

from collections.abc import Callable, Iterable, Iterator
from multiprocessing import Process, Queue
from typing import Any, TypeVar

T = TypeVar("T")


def crack_reports(
    films: list[str], search: Callable[[str], Iterable[T]], workers: int, depth: int
) -> Iterator[tuple[str, T]]:
    """Yield each film with each of its cracks, as ``workers`` processes find them.

    At most ``depth`` cracks wait for the caller. The first error of a search is raised; then, and when
    the caller closes the generator, the searches end.
    """
    waiting, reports = Queue(), Queue(depth)
    crew = [Process(target=search_films, args=(search, waiting, reports)) for _ in range(workers)]
    for process in crew:
        process.start()
    for film in [*films, *[None] * workers]:
        waiting.put(film)
    try:
        for _ in crew:
            for report in iter(reports.get, None):
                if isinstance(report, BaseException):
                    raise report
                yield report
    finally:
        waiting.cancel_join_thread()  # nobody reads the films that are left
        for process in crew:
            process.terminate()
        for process in crew:
            process.join()


def search_films(search: Callable[[str], Iterable[T]], waiting: Any, reports: Any) -> None:
    """The work of a process: report each crack as a pair, then an error as it is, or None when no film is left."""
    try:
        for film in iter(waiting.get, None):
            for crack in search(film):
                reports.put((film, crack))
        reports.put(None)
    except BaseException as error:
        reports.put(error)
