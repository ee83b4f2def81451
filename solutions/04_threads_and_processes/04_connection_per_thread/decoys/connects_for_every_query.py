"""Opens a connection for every query, and closes it again.

Fails: test_opens_one_connection_for_each_thread, test_obeys_another_number_of_workers
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing


def run_queries(queries, connect, workers):
    def run(query):
        with closing(connect()) as connection:
            return connection.execute(query)

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(run, queries))
