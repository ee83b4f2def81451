"""Each thread has its connection in a local name, takes queries from a queue, and closes it when the queue is empty."""

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any


def run_queries(queries: list[str], connect: Callable[[], Any], workers: int) -> list[int]:
    answers: list[Future[int]] = [Future() for _ in queries]
    jobs: SimpleQueue[tuple[str, Future[int]]] = SimpleQueue()
    for job in zip(queries, answers, strict=True):
        jobs.put(job)

    def work() -> None:
        query, answer = jobs.get_nowait()
        try:
            with closing(connect()) as connection:
                while True:
                    answer.set_result(connection.execute(query))
                    query, answer = jobs.get_nowait()
        except Exception as error:
            if not answer.done():
                answer.set_exception(error)

    def work_until_done() -> None:
        while True:
            try:
                work()
            except Empty:
                return

    threads = [Thread(target=work_until_done) for _ in range(min(workers, len(queries)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answer.result() for answer in answers]
