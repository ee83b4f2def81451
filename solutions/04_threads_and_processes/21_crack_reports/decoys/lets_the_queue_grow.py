"""Gives the reports a queue without a limit.

Fails: test_finds_a_few_cracks_ahead, test_obeys_another_depth, test_searches_little_after_a_close
"""

from multiprocessing import Process, Queue


def crack_reports(films, search, workers, depth):
    waiting, reports = Queue(), Queue()
    crew = [Process(target=search_films, args=(search, waiting, reports)) for _ in range(workers)]
    for process in crew:
        process.start()
    for film in [*films, *[None] * workers]:
        waiting.put(film)
    try:
        while workers:
            report = reports.get()
            if report is None:
                workers -= 1
            elif isinstance(report, BaseException):
                raise report
            else:
                yield report
    finally:
        for process in crew:
            process.terminate()
        for process in crew:
            process.join()


def search_films(search, waiting, reports):
    try:
        for film in iter(waiting.get, None):
            for crack in search(film):
                reports.put((film, crack))
    except BaseException as error:
        reports.put(error)
    else:
        reports.put(None)
