"""Waits for its threads and collects their answers, but never asks the futures for an error.

Fails: test_raises_the_error_of_a_query, test_raises_an_error_when_it_cannot_connect,
    test_no_query_runs_after_an_error, test_leaves_no_thread_behind_after_an_error
"""

import threading
from concurrent.futures import ThreadPoolExecutor, wait


def run_queries(queries, connect, workers):
    mine, opened = threading.local(), []

    def run(query):
        if not hasattr(mine, "connection"):
            mine.connection = connect()
            opened.append(mine.connection)
        return mine.connection.execute(query)

    try:
        with ThreadPoolExecutor(workers) as pool:
            calls = [pool.submit(run, query) for query in queries]
            wait(calls)
            return [call.result() for call in calls if not call.exception()]
    finally:
        for connection in opened:
            connection.close()
