"""Keeps a connection in a threading.local, but gives every query a new thread, which finds it empty.

Fails: test_opens_one_connection_for_each_thread, test_obeys_another_number_of_workers
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

    def run_apart(query):
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(run, query).result()

    try:
        with ThreadPoolExecutor(workers) as pool:
            return list(pool.map(run_apart, queries))
    finally:
        for connection in opened:
            connection.close()
