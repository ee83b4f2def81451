"""Runs a query again after it has failed.

Fails: test_raises_the_error_of_a_query
"""

import threading
from concurrent.futures import ThreadPoolExecutor


def run_queries(queries, connect, workers):
    mine, opened = threading.local(), []

    def run(query):
        if not hasattr(mine, "connection"):
            mine.connection = connect()
            opened.append(mine.connection)
        try:
            return mine.connection.execute(query)
        except Exception:
            return mine.connection.execute(query)

    try:
        with ThreadPoolExecutor(workers) as pool:
            return list(pool.map(run, queries))
    finally:
        for connection in opened:
            connection.close()
