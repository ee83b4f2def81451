"""Waits for every thread right after starting it, so that only one runs.

Fails: test_overlaps_the_waiting
"""

from concurrent.futures import Future
from threading import Thread


def fetch_all(urls, fetch, limit):
    def run(url, call):
        try:
            call.set_result(fetch(url))
        except Exception as error:
            call.set_exception(error)

    calls = []
    for url in urls:
        calls.append(Future())
        thread = Thread(target=run, args=(url, calls[-1]))
        thread.start()
        thread.join()
    return [call.result() for call in calls]
