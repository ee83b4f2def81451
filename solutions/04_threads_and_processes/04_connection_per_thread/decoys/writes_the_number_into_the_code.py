"""Always uses four threads.

Fails: test_obeys_another_number_of_workers, test_uses_all_its_workers
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
        with ThreadPoolExecutor(max_workers=4) as pool:
            return list(pool.map(run, queries))
    finally:
        for connection in opened:
            connection.close()
