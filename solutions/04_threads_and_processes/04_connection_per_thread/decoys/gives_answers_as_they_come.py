"""Returns the answers in the order in which they are ready.

Fails: test_keeps_the_order_of_the_queries
"""

import threading
from concurrent.futures import ThreadPoolExecutor, as_completed


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
            return [call.result() for call in as_completed(calls)]
    finally:
        for connection in opened:
            connection.close()
