"""Holds the lock of the sink around the work as well.

Fails: test_keeps_every_worker_busy
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
            if errors:
                continue
            try:
                with sinking:
                    sink(work(item))
                    shipped += 1
            except BaseException as error:
                errors.append(error)

    threads = [Thread(target=ship) for _ in range(workers)]
    for thread in threads:
        thread.start()
    try:
        for item in source:
            waiting.put(item)
            if errors:
                break
    finally:
        for _ in threads:
            waiting.put(END)
        for thread in threads:
            thread.join()
    if errors:
        raise errors[0]
    return shipped
