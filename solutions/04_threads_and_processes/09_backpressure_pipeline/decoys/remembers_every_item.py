"""Keeps everything it has shipped in a list, just to count it at the end.

Fails: test_keeps_only_a_few_items_alive
"""

from queue import Queue
from threading import Lock, Thread

END = object()


def run_pipeline(source, work, sink, workers, depth):
    waiting = Queue(depth)
    sinking, shipped, errors = Lock(), [], []

    def ship():
        while (item := waiting.get()) is not END:
            if errors:
                continue
            try:
                result = work(item)
                with sinking:
                    sink(result)
                    shipped.append(result)
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
    return len(shipped)
