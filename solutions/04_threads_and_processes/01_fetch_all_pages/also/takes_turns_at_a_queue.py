"""Threads take places from a queue until none is left, and write pages there; errors are kept for the end."""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread


def fetch_all(urls: list[str], fetch: Callable[[str], str], limit: int) -> list[str]:
    places: SimpleQueue[int] = SimpleQueue()
    pages, errors = [""] * len(urls), list[Exception]()

    def run() -> None:
        while True:
            try:
                place = places.get_nowait()
                pages[place] = fetch(urls[place])
            except Empty:
                return
            except Exception as error:
                errors.append(error)

    for place in range(len(urls)):
        places.put(place)
    threads = [Thread(target=run) for _ in range(min(limit, len(urls)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return pages
