"""Has room for a single item, whatever the depth.

Fails: test_reads_only_a_little_ahead_of_slow_work
"""

from queue import Queue
from threading import Lock, Thread

END = object()


def run_pipeline(source, work, sink, workers, depth):
    waiting, sinking, errors = Queue(1), Lock(), []

    def ship():
        while (item := waiting.get()) is not END:
            if errors:
                continue
            try:
                result = work(item)
                with sinking:
                    sink(result)
            except BaseException as error:
                errors.append(error)

    threads = [Thread(target=ship) for _ in range(workers)]
    for thread in threads:
        thread.start()
    read = 0
    try:
        for item in source:
            waiting.put(item)
            read += 1
            if errors:
                break
    finally:
        for _ in threads:
            waiting.put(END)
        for thread in threads:
            thread.join()
    if errors:
        raise errors[0]
    return read
