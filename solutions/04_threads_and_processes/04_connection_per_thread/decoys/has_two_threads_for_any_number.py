"""Takes at most two threads, whatever the number of workers.

Fails: test_uses_all_its_workers
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
        with ThreadPoolExecutor(min(workers, 2)) as pool:
            return list(pool.map(run, queries))
    finally:
        for connection in opened:
            connection.close()
