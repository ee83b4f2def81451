"""Lets a worker end at an error, so that in the end nobody empties the queue.

Fails: test_ends_though_every_item_fails, test_begins_little_after_an_error
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
                result = work(item)
                with sinking:
                    sink(result)
                    shipped += 1
            except BaseException as error:
                errors.append(error)
                return

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
