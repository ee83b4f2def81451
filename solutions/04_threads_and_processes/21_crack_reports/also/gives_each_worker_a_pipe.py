"""A pipe for each worker, through which it gets films and sends cracks; a semaphore counts the room that is left."""

from collections.abc import Callable, Iterable, Iterator
from multiprocessing import Pipe, Process, Semaphore
from multiprocessing.connection import wait
from typing import Any, TypeVar

T = TypeVar("T")


def crack_reports(
    films: list[str], search: Callable[[str], Iterable[T]], workers: int, depth: int
) -> Iterator[tuple[str, T]]:
    names, room, lines, crew = iter(films), Semaphore(depth), list[Any](), list[Process]()
    try:
        for _ in range(workers):
            here, there = Pipe()
            lines.append(here)
            crew.append(Process(target=_search, args=(search, room, there)))
            crew[-1].start()
            there.close()
        while lines:
            for line in wait(lines):
                kind, what = line.recv()  # type: ignore[union-attr]
                if kind == "error":
                    raise what
                if kind == "crack":
                    room.release()
                    yield what
                elif (name := next(names, None)) is not None:
                    line.send(name)  # type: ignore[union-attr]
                else:
                    lines.remove(line)
    finally:
        for process in crew:
            process.kill()
            process.join()


def _search(search: Callable[[str], Iterable[T]], room: Any, line: Any) -> None:
    try:
        while True:
            line.send(("next", None))
            film = line.recv()
            for crack in search(film):
                room.acquire()
                line.send(("crack", (film, crack)))
    except BaseException as error:
        line.send(("error", error))
