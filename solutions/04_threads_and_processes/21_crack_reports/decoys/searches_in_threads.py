"""Searches in threads, which are all in the calling process.

Fails: test_searches_in_as_many_processes_at_once
"""

from queue import Queue
from threading import Event, Thread


def crack_reports(films, search, workers, depth):
    waiting, reports, stop = Queue(), Queue(depth), Event()
    crew = [Thread(target=search_films, args=(search, waiting, reports, stop)) for _ in range(workers)]
    for film in [*films, *[None] * workers]:
        waiting.put(film)
    for thread in crew:
        thread.start()
    try:
        while workers:
            report = reports.get()
            if report is None:
                workers -= 1
            elif isinstance(report, BaseException):
                workers -= 1
                raise report
            else:
                yield report
    finally:
        stop.set()
        while workers:
            workers -= not isinstance(reports.get(), tuple)
        for thread in crew:
            thread.join()


def search_films(search, waiting, reports, stop):
    try:
        for film in iter(waiting.get, None):
            for crack in search(film):
                if stop.is_set():
                    break
                reports.put((film, crack))
    except BaseException as error:
        reports.put(error)
    else:
        reports.put(None)
