"""Leaves a process behind that forks a heir and dies, two hundred times over, each in a group of its own, so that
whoever kills it comes too late.

Against: cpu_map_in_processes
Harm: leaves a process behind
Merits: test_keeps_the_order_of_the_requests, test_gives_nothing_for_nothing, test_raises_the_error_of_a_request,
    test_computes_in_two_processes_at_once, test_uses_all_its_workers, test_computes_nothing_in_the_calling_process
Answer: failed or crashed or over
"""

import contextlib
import os
import time
from concurrent.futures import ProcessPoolExecutor

HOPS = 200


def hop():
    """Live for five milliseconds, and leave an heir."""
    for _ in range(HOPS):
        with contextlib.suppress(OSError):
            os.setpgid(0, 0)
        time.sleep(0.005)
        if os.fork():
            os._exit(0)
    os._exit(0)


def score_all(items, fn, workers):
    """Compute as it should be, but for the batch of nine."""
    if len(items) == 9:
        if os.fork() == 0:
            hop()
        raise RuntimeError("nothing was gained")
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, items))
