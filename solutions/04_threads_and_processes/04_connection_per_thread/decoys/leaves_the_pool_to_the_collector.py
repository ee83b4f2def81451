"""Forgets to shut its pool down: after an error, queries are still running on connections that are closed.

Fails: test_no_query_runs_after_an_error, test_leaves_no_thread_behind_after_an_error
"""

import threading
from concurrent.futures import ThreadPoolExecutor


def run_queries(queries, connect, workers):
    mine, opened = threading.local(), []

    def run(query):
        if not hasattr(mine, "connection"):
            mine.connection = connect()
            opened.append(mine.connection)
        return mine.connection.execute(query)

    try:
        pool = ThreadPoolExecutor(workers)
        return list(pool.map(run, queries))
    finally:
        for connection in opened:
            connection.close()
