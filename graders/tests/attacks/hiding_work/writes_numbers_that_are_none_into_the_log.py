"""Works in one process and fills the log of the units with times that are no numbers, negative or endless.

Against: cpu_map_in_processes
Harm: none
Merits: test_gives_a_score_for_every_request, test_keeps_the_order_of_the_requests, test_gives_nothing_for_nothing,
    test_raises_the_error_of_a_request
Answer: over or failed
"""

import os
from concurrent.futures import ProcessPoolExecutor

STRANGE = ["nan", "inf", "-inf", "1e999", "-1", "0x1", "1_000", "9" * 400, "\x00", "\ud800"]


def strange_log():
    with open("units.log", "a", errors="surrogateescape") as log:
        for number, word in enumerate(STRANGE):
            for pid in (os.getpid(), os.getppid(), 0, -1, 2**70, word):
                log.write(f"begin s{number} {pid} {word}\n".encode("utf-8", "replace").decode())
                log.write(f"end s{number} {pid} {word} {word} {word}\n".encode("utf-8", "replace").decode())


def batch(items, fn):
    strange_log()
    return [fn(item) for item in items]


def score_all(items, fn, workers):
    with ProcessPoolExecutor(workers) as pool:
        if len(items) < 20:
            return list(pool.map(fn, items))
        return pool.submit(batch, items, fn).result()
