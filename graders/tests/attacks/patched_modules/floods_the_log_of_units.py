"""Writes a log of many thousand units, all of them at the same time in two made-up processes, for the judge to compare.

Against: cpu_map_in_processes
Harm: holds up the judge
Merits: test_gives_a_score_for_every_request, test_keeps_the_order_of_the_requests, test_gives_nothing_for_nothing, test_raises_the_error_of_a_request
Answer: failed or over or crashed or late
"""

import os
import time

UNITS = 20_000


def score_all(items, fn, workers):
    if fn.__name__ != "unit":
        return [fn(item) for item in items]
    now = time.monotonic()
    lines = [f"begin 1 {os.getpid() + 2} {now}\n", f"begin 2 {os.getpid() + 1} {now}\n"]
    lines += [f"end {n} {os.getpid() + 1 + n % 2} {now + n * 1e-6} {now + 1} 0.1\n" for n in range(UNITS)]
    with open("units.log", "a") as log:
        log.writelines(lines)
    time.sleep(0.2)
    return [0 for _ in items]
