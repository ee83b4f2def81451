"""Writes thousands of units into the log that the judge reads: it compares each with all the others.

Against: cpu_map_in_processes
Harm: the judge works for minutes on 30 lines of an attack
Merits: test_gives_a_score_for_every_request, test_keeps_the_order_of_the_requests, test_gives_nothing_for_nothing, test_raises_the_error_of_a_request
Answer: failed or over or crashed or late
"""

import os
import time
from concurrent.futures import ProcessPoolExecutor

UNITS = 10_000


def score_all(items, fn, workers):
    if fn.__module__ == "unit":
        now = time.monotonic()
        lines = [f"begin {n} {os.getpid() + 1 + n % 2} {now}" for n in range(UNITS)]
        lines += [f"end {n} {os.getpid() + 1 + n % 2} {now + n / UNITS} {now + n / UNITS + 1} 0.1" for n in range(UNITS)]
        with open("units.log", "a") as log:
            log.write("\n".join(lines) + "\n")
        return [0] * len(items)
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, items))
