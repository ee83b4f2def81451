"""Catches only errors of disk and network; any other ends a worker unseen, and its item is lost.

Fails: test_raises_the_error_of_work, test_raises_the_error_of_the_sink, test_raises_an_interrupt_of_work,
    test_ends_though_every_item_fails, test_stops_reading_after_an_error, test_begins_little_after_an_error,
    test_no_item_is_in_work_after_an_error
"""

from queue import Queue
from threading import Lock, Thread

END = object()


def run_pipeline(source, work, sink, workers, depth):
    waiting, sinking, shipped, errors = Queue(depth), Lock(), [], []

    def ship():
        while (item := waiting.get()) is not END:
            if errors:
                continue
            try:
                result = work(item)
                with sinking:
                    sink(result)
                    shipped.append(1)
            except OSError as error:
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
    return len(shipped)
