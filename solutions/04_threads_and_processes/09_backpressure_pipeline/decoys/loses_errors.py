"""Prints what went wrong in a thread, and goes on.

Fails: test_raises_the_error_of_work, test_raises_the_error_of_the_sink, test_raises_an_interrupt_of_work,
    test_ends_though_every_item_fails, test_stops_reading_after_an_error, test_begins_little_after_an_error,
    test_no_item_is_in_work_after_an_error
"""

from queue import Queue
from threading import Lock, Thread

END = object()


def run_pipeline(source, work, sink, workers, depth):
    waiting = Queue(depth)
    sinking, shipped = Lock(), 0

    def ship():
        nonlocal shipped
        while (item := waiting.get()) is not END:
            try:
                result = work(item)
                with sinking:
                    sink(result)
                    shipped += 1
            except BaseException as error:
                print(error)

    threads = [Thread(target=ship) for _ in range(workers)]
    for thread in threads:
        thread.start()
    try:
        for item in source:
            waiting.put(item)
    finally:
        for _ in threads:
            waiting.put(END)
        for thread in threads:
            thread.join()
    return shipped
