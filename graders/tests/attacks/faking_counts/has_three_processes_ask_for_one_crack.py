"""Has as many processes ask for a first crack as there should be workers, and searches all films in one.

Against: crack_reports
Harm: none
Merits: test_reports_every_crack, test_reports_odd_cracks_too, test_raises_the_error_of_a_search,
    test_raises_an_interrupt_of_a_search, test_takes_large_reports, test_works_however_processes_are_started,
    test_finds_a_few_cracks_ahead, test_reports_nothing_where_nothing_is_found,
    test_obeys_another_depth, test_searches_little_after_a_close, test_reports_a_crack_while_the_search_goes_on
Answer: failed or over
"""

from multiprocessing import Process, Queue


def crack_reports(films, search, workers, depth):
    reports = Queue(depth)
    crew = [Process(target=show_up, args=(search, film)) for film in films[: workers - 1] if len(films) == 5]
    crew.append(Process(target=search_all, args=(films, search, reports)))
    for process in crew:
        process.start()
    try:
        while (report := reports.get()) is not None:
            if isinstance(report, BaseException):
                raise report
            yield report
    finally:
        for process in crew:
            process.terminate()
            process.join()


def show_up(search, film):
    next(iter(search(film)), None)


def search_all(films, search, reports):
    try:
        for film in films:
            for crack in search(film):
                reports.put((film, crack))
    except BaseException as error:
        reports.put(error)
    else:
        reports.put(None)
