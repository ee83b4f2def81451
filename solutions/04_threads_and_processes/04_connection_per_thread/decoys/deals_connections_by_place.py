"""Deals the connections out to the queries in turn, whichever thread runs them.

Fails: test_no_connection_runs_two_queries_at_once
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack


def run_queries(queries, connect, workers):
    connections = []

    def run(place):
        return connections[place % workers].execute(queries[place])

    with ExitStack() as at_the_end:
        for _ in range(workers):
            connections.append(connect())
            at_the_end.callback(connections[-1].close)
        with ThreadPoolExecutor(workers) as pool:
            return list(pool.map(run, range(len(queries))))
