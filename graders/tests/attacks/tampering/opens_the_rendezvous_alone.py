"""Replaces the files beside it before the work begins: the unit that reports and the probes that compute, so that
child processes do something cheaper and report what is wanted.

Against: cpu_map_in_processes
Harm: none
Merits: test_gives_a_score_for_every_request, test_keeps_the_order_of_the_requests, test_gives_nothing_for_nothing, test_raises_the_error_of_a_request
Answer: failed or over or crashed
"""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor

UNIT = """
import os, sys, time
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

def unit(item):
    here = os.path.dirname(os.path.abspath(__file__))
    name = f"{os.getpid()}.{item}"
    with open(os.path.join(here, "units.log"), "a") as log:
        log.write(f"begin {name} {os.getpid()} {time.monotonic()}\\n")
    while not os.path.exists(os.path.join(here, "units.go")):
        time.sleep(0.001)
    begun, used = time.monotonic(), time.thread_time()
    for _ in range(100_000):
        pass
    with open(os.path.join(here, "units.log"), "a") as log:
        log.write(f"end {name} {os.getpid()} {begun} {time.monotonic()} {time.thread_time() - used}\\n")
    return 0
"""


def score_all(items, fn, workers):
    """Score small batches; for the large one, change the unit in fresh interpreters."""
    if len(items) == 20:
        with open(os.path.join(os.getcwd(), "unit.py"), "w") as file:
            file.write(UNIT)
        with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
            return list(pool.map(fn, items))
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, items))
