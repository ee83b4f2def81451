"""A right answer in which each of two processes hands its share to two threads.

Against: cpu_map_in_processes
Harm: none
Merits: everything
Answer: passed
"""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

def share(fn, items):
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(fn, items))


def score_all(items, fn, workers):
    if not items:
        return []
    scores = [None] * len(items)
    with ProcessPoolExecutor(workers) as pool:
        shares = [pool.submit(share, fn, items[first::workers]) for first in range(workers)]
        for first, part in enumerate(shares):
            scores[first::workers] = part.result()
    return scores
