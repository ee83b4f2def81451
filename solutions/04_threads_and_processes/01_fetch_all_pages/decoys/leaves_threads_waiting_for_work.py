"""Starts threads that wait at a queue, and never tells them that the work is over.

Fails: test_leaves_no_thread_behind, test_leaves_no_thread_behind_after_an_error
"""

from concurrent.futures import Future
from queue import Queue
from threading import Thread


def fetch_all(urls, fetch, limit):
    work = Queue()

    def run():
        while True:
            url, call = work.get()
            try:
                call.set_result(fetch(url))
            except Exception as error:
                call.set_exception(error)

    for _ in range(limit):
        Thread(target=run, daemon=True).start()
    calls = [Future() for _ in urls]
    for pair in zip(urls, calls):
        work.put(pair)
    return [call.result() for call in calls]
