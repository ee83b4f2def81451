"""Puts the items into a queue without a limit, which takes everything the source has.

Fails: test_reads_only_a_little_ahead_of_slow_work, test_reads_only_a_little_ahead_of_a_slow_sink,
    test_obeys_another_depth, test_keeps_only_a_few_items_alive, test_stops_reading_after_an_error
"""

from queue import Queue
from threading import Lock, Thread

END = object()


def run_pipeline(source, work, sink, workers, depth):
    waiting = Queue()
    sinking, shipped, errors = Lock(), 0, []

    def ship():
        nonlocal shipped
        while (item := waiting.get()) is not END:
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
            waiting.put(END)
        for thread in threads:
            thread.join()
    if errors:
        raise errors[0]
    return shipped
