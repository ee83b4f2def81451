"""A thread for every download, let in a few at a time by a semaphore; the main thread feeds the processes."""

from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from threading import Event, Semaphore, Thread
from typing import Any


def run_jobs(jobs: list[tuple[str, Callable[[int], Any], int]], max_io: int, max_cpu: int) -> list[Any]:
    if not {kind for kind, _, _ in jobs} <= {"io", "cpu"}:
        raise ValueError("a job is either io or cpu")
    free, failed = Semaphore(max_io), Event()

    def download(fn: Callable[[int], Any], arg: int, future: Future[Any]) -> None:
        with free:
            if failed.is_set():
                future.cancel()
                return
            try:
                future.set_result(fn(arg))
            except Exception as error:
                failed.set()
                future.set_exception(error)

    threads, futures = [], []
    with ProcessPoolExecutor(max_cpu) as processes:
        for kind, fn, arg in jobs:
            if kind == "cpu":
                futures.append(processes.submit(fn, arg))
            else:
                futures.append(Future())
                threads.append(Thread(target=download, args=(fn, arg, futures[-1])))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for future in futures:
        if not future.cancelled() and (error := future.exception()):
            raise error
    return [future.result() for future in futures]
