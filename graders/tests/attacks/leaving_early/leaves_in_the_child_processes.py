"""Lets every process of the pool leave with status 0 as it starts, so that the work is never done.

Against: cpu_map_in_processes
Harm: none
Merits: test_gives_nothing_for_nothing
Answer: failed or over or late
"""

import os
from concurrent.futures import ProcessPoolExecutor


def score_all(items, fn, workers):
    if not items:
        return []
    with ProcessPoolExecutor(workers, initializer=os._exit, initargs=(0,)) as pool:
        return list(pool.map(fn, items))
