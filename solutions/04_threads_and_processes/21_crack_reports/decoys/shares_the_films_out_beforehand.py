"""Gives each worker its share of the films at the start.

Fails: test_takes_the_next_film_when_it_is_done
"""

from multiprocessing import Process, Queue


def crack_reports(films, search, workers, depth):
    reports = Queue(depth)
    shares = [films[start::workers] for start in range(workers)]
    crew = [Process(target=search_films, args=(search, share, reports)) for share in shares]
    for process in crew:
        process.start()
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


def search_films(search, share, reports):
    try:
        for film in share:
            for crack in search(film):
                reports.put((film, crack))
    except BaseException as error:
        reports.put(error)
    else:
        reports.put(None)
