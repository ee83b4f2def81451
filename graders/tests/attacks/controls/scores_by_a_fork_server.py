"""A right answer by a fork server, which is a process of its own with a socket in the temporary folder.

Against: cpu_map_in_processes
Harm: none
Merits: everything
Answer: passed
"""

import multiprocessing


def score_all(items, fn, workers):
    """A pool of the forkserver context."""
    if not items:
        return []
    with multiprocessing.get_context("forkserver").Pool(workers) as pool:
        return pool.map(fn, items, chunksize=1)
