"""A right answer by callbacks of futures, which put what is done into a queue; the pool is ended by an ExitStack.

Against: offers_as_they_come
Harm: none
Merits: everything
Answer: passed
"""

import contextlib
import functools
import queue
import time
from concurrent import futures


def offers_as_they_come(hotels, ask, at_once, timeout):
    end = time.perf_counter() + timeout
    done = queue.Queue()
    with contextlib.ExitStack() as stack:
        pool = futures.ThreadPoolExecutor(max_workers=at_once, thread_name_prefix="hotel")
        stack.callback(pool.shutdown, wait=True, cancel_futures=True)
        count = 0
        for hotel in hotels:
            pool.submit(ask, hotel).add_done_callback(functools.partial(lambda name, future: done.put((name, future)), hotel))
            count += 1
        while count:
            try:
                hotel, future = done.get(True, max(0.0, end - time.perf_counter()))
            except queue.Empty as error:
                raise TimeoutError(f"{count} hotels are late") from error
            count -= 1
            yield hotel, future.result()
