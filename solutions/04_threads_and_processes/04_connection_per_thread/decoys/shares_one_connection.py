"""Opens one connection and lets all threads use it at once.

Fails: test_no_connection_runs_two_queries_at_once
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing


def run_queries(queries, connect, workers):
    with closing(connect()) as connection, ThreadPoolExecutor(workers) as pool:
        return list(pool.map(connection.execute, queries))
