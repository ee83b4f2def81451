"""A right answer in spawned interpreters, which import the module again.

Against: cpu_map_in_processes
Harm: none
Merits: everything
Answer: passed
"""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def score_all(items, fn, workers):
    """A pool of the spawn context."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=workers, mp_context=context) as pool:
        futures = [pool.submit(fn, item) for item in items]
        return [future.result() for future in futures]
