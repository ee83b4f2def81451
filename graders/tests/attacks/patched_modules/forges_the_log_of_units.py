"""Scores nothing: two processes only spin, while the calling process writes the log of units in their names.

Against: cpu_map_in_processes
Harm: none
Merits: test_gives_a_score_for_every_request, test_keeps_the_order_of_the_requests, test_gives_nothing_for_nothing, test_raises_the_error_of_a_request
Answer: failed or over
"""

import os
import time


def spin(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    os._exit(0)


def start(seconds):
    pid = os.fork()
    if pid == 0:
        spin(seconds)
    return pid


def report(*words):
    with open("units.log", "a") as log:
        log.write(" ".join(map(str, words)) + "\n")


def pretend(items):
    pids = [start(0.6), start(0.6)]
    begun = time.monotonic()
    for place, pid in enumerate(pids):
        report("begin", place, pid, begun)
    time.sleep(0.1)
    for pid in pids:
        os.waitpid(pid, 0)
    for place, pid in enumerate(pids):
        report("end", place, pid, begun, time.monotonic(), 0.6)
    return [0 for _ in items]


def score_all(items, fn, workers):
    if fn.__name__ == "unit":
        return pretend(items)
    return [fn(item) for item in items]
