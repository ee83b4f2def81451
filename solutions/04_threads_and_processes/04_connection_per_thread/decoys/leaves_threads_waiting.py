"""Starts threads that wait at a queue, and never tells them that the work is over.

Fails: test_leaves_no_thread_behind, test_leaves_no_thread_behind_after_an_error
"""

import threading
from concurrent.futures import Future, wait
from contextlib import ExitStack
from queue import SimpleQueue


def run_queries(queries, connect, workers):
    jobs = SimpleQueue()

    def run(connection):
        while True:
            query, answer = jobs.get()
            try:
                answer.set_result(connection.execute(query))
            except Exception as error:
                answer.set_exception(error)

    answers = [Future() for _ in queries]
    for job in zip(queries, answers):
        jobs.put(job)
    with ExitStack() as at_the_end:
        connections = []
        for _ in range(workers):
            connections.append(connect())
            at_the_end.callback(connections[-1].close)
        for connection in connections:
            threading.Thread(target=run, args=[connection], daemon=True).start()
        wait(answers)
        return [answer.result() for answer in answers]
