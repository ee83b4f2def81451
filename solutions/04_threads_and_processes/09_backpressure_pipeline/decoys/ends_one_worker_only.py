"""Puts a single end mark into the queue, which the first worker takes.

Fails: test_leaves_no_thread_behind, test_leaves_no_thread_behind_after_an_error
"""

from queue import Queue
from threading import Lock, Thread

END = object()


def run_pipeline(source, work, sink, workers, depth):
    waiting = Queue(depth)
    sinking, shipped, errors = Lock(), 0, []

    def ship():
        nonlocal shipped
        while (item := waiting.get()) is not END:
            try:
                if errors:
                    continue
                result = work(item)
                with sinking:
                    sink(result)
                    shipped += 1
            except BaseException as error:
                errors.append(error)
            finally:
                waiting.task_done()

    threads = [Thread(target=ship, daemon=True) for _ in range(workers)]
    for thread in threads:
        thread.start()
    try:
        for item in source:
            waiting.put(item)
            if errors:
                break
    finally:
        waiting.join()
        waiting.put(END)
    if errors:
        raise errors[0]
    return shipped
