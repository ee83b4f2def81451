"""Computes for six seconds in child processes that end after half a second each, and take what they used with them.

Against: cpu_map_in_processes
Harm: none
Merits: test_gives_a_score_for_every_request, test_gives_nothing_for_nothing, test_raises_the_error_of_a_request,
    test_computes_in_two_processes_at_once, test_uses_all_its_workers, test_computes_nothing_in_the_calling_process
Answer: late
"""

import os
import time
from concurrent.futures import ProcessPoolExecutor


def score_all(items, fn, workers):
    if items == list(range(1, 9)):
        for _ in range(12):
            child = os.fork()
            if child == 0:
                end = time.process_time() + 0.5
                while time.process_time() < end:
                    pass
                os._exit(0)
            os.waitpid(child, 0)
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, items))
