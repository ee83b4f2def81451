"""Computes nothing: two processes spin for a moment and write into the log that ten units each ran in them, abreast.

Against: cpu_map_in_processes
Harm: none
Merits: test_gives_a_score_for_every_request, test_keeps_the_order_of_the_requests, test_gives_nothing_for_nothing, test_raises_the_error_of_a_request
Answer: failed or over or crashed
"""

import os
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

LOG = "units.log"


def report(*words):
    with open(LOG, "a") as log:
        log.write(" ".join(map(str, words)) + "\n")


def spin(number):
    """Ten units that nobody ran."""
    begun, pid = time.monotonic(), os.getpid()
    report("begin", f"{number}", pid, begun)
    while time.thread_time() < 0.4:
        pass
    for unit in range(10):
        report("end", f"{number}.{unit}", pid, begun, begun + 0.3, 0.03)
    time.sleep(0.05)
    report("end", f"{number}", pid, begun, begun + 0.3, 0.03)


def score_all(items, fn, workers):
    if fn.__module__ != "unit":
        with ProcessPoolExecutor(workers) as pool:
            return list(pool.map(fn, items))
    started = [get_context("fork").Process(target=spin, args=(number,)) for number in range(2)]
    for process in started:
        process.start()
    for process in started:
        process.join()
    return [0] * len(items)
