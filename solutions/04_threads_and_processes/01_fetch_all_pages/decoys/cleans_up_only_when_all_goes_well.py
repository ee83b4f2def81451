"""Ends its threads at the end of the function, which an error never reaches.

Fails: test_leaves_no_thread_behind_after_an_error
"""

from concurrent.futures import Future
from queue import Queue
from threading import Thread


def fetch_all(urls, fetch, limit):
    work = Queue()

    def run():
        while job := work.get():
            url, call = job
            try:
                call.set_result(fetch(url))
            except Exception as error:
                call.set_exception(error)

    for _ in range(limit):
        Thread(target=run, daemon=True).start()
    calls = [Future() for _ in urls]
    for pair in zip(urls, calls):
        work.put(pair)
    pages = [call.result() for call in calls]
    for _ in range(limit):
        work.put(None)
    return pages
