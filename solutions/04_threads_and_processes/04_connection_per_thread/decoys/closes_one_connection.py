"""Closes the connection of the calling thread, which is not one of those that worked.

Fails: test_closes_every_connection, test_closes_every_connection_after_an_error,
    test_closes_what_it_has_when_it_cannot_connect, test_no_query_runs_after_an_error
"""

import threading
from concurrent.futures import ThreadPoolExecutor


def run_queries(queries, connect, workers):
    mine = threading.local()

    def run(query):
        if not hasattr(mine, "connection"):
            mine.connection = connect()
        return mine.connection.execute(query)

    try:
        with ThreadPoolExecutor(workers) as pool:
            return list(pool.map(run, queries))
    finally:
        if hasattr(mine, "connection"):
            mine.connection.close()
