"""Marks the end by None, which may be an item.

Fails: test_ships_none_and_empty_items_too
"""

from queue import Queue
from threading import Lock, Thread


def run_pipeline(source, work, sink, workers, depth):
    waiting = Queue(depth)
    sinking, shipped, errors = Lock(), 0, []

    def ship():
        nonlocal shipped
        while (item := waiting.get()) is not None:
            if errors:
                continue
            try:
                result = work(item)
                with sinking:
                    sink(result)
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
            waiting.put(None)
        for thread in threads:
            thread.join()
    if errors:
        raise errors[0]
    return shipped
