"""Closes the connections on its last lines, which an error never reaches.

Fails: test_closes_every_connection_after_an_error, test_closes_what_it_has_when_it_cannot_connect,
    test_no_query_runs_after_an_error
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

    with ThreadPoolExecutor(workers) as pool:
        answers = list(pool.map(run, queries))
    for connection in opened:
        connection.close()
    return answers
