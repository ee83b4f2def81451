"""Lets each worker call the sink as soon as its result is there.

Fails: test_calls_the_sink_one_at_a_time
"""

from queue import Queue
from threading import Lock, Thread

END = object()


def run_pipeline(source, work, sink, workers, depth):
    waiting = Queue(depth)
    counting, shipped, errors = Lock(), 0, []

    def ship():
        nonlocal shipped
        while (item := waiting.get()) is not END:
            if errors:
                continue
            try:
                result = work(item)
                sink(result)
                with counting:
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
