"""Stops its workers by a signal when it is closed, so that they find nothing more, and are there for good.

Against: crack_reports
Harm: none
Merits: test_reports_every_crack, test_reports_odd_cracks_too, test_reports_nothing_where_nothing_is_found,
    test_raises_the_error_of_a_search, test_raises_an_interrupt_of_a_search, test_takes_large_reports,
    test_works_however_processes_are_started, test_reports_a_crack_while_the_search_goes_on,
    test_takes_the_next_film_when_it_is_done, test_searches_in_as_many_processes_at_once,
    test_finds_a_few_cracks_ahead, test_obeys_another_depth, test_searches_little_after_an_error
Answer: failed
"""

import os
import signal
from multiprocessing import Process, Queue


def crack_reports(films, search, workers, depth):
    waiting, reports = Queue(), Queue(depth)
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
    except GeneratorExit:
        for process in crew:
            os.kill(process.pid, signal.SIGSTOP)
    except BaseException:
        for process in crew:
            process.kill()
        raise


def search_films(search, waiting, reports):
    try:
        for film in iter(waiting.get, None):
            for crack in search(film):
                reports.put((film, crack))
    except BaseException as error:
        reports.put(error)
    else:
        reports.put(None)
