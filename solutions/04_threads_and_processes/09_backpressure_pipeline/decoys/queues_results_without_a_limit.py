"""Limits the queue of the items, but not the queue of the results.

Fails: test_reads_only_a_little_ahead_of_a_slow_sink, test_keeps_only_a_few_items_alive
"""

from queue import Queue
from threading import Thread

END = object()


def run_pipeline(source, work, sink, workers, depth):
    items, results = Queue(depth), Queue()
    errors, shipped = [], 0

    def guarded(step, value):
        try:
            if not errors:
                return [step(value)]
        except BaseException as error:
            errors.append(error)
        return []

    def convert():
        while (item := items.get()) is not END:
            for result in guarded(work, item):
                results.put(result)

    def collect():
        nonlocal shipped
        while (result := results.get()) is not END:
            shipped += len(guarded(sink, result))

    threads = [Thread(target=convert) for _ in range(workers)]
    last = Thread(target=collect)
    for thread in [*threads, last]:
        thread.start()
    try:
        for item in source:
            items.put(item)
            if errors:
                break
    finally:
        for _ in threads:
            items.put(END)
        for thread in threads:
            thread.join()
        results.put(END)
        last.join()
    if errors:
        raise errors[0]
    return shipped
