"""Opens one connection and lets one thread at a time use it, so that nothing overlaps.

Fails: test_runs_queries_side_by_side, test_uses_all_its_workers
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing


def run_queries(queries, connect, workers):
    lock = threading.Lock()

    with closing(connect()) as connection, ThreadPoolExecutor(workers) as pool:

        def run(query):
            with lock:
                return connection.execute(query)

        return list(pool.map(run, queries))
