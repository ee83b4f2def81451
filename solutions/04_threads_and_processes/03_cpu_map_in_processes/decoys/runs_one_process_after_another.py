"""Joins each process before it starts the next.

Fails: test_computes_in_two_processes_at_once, test_uses_all_its_workers
"""

from concurrent.futures import ProcessPoolExecutor


def score_all(items, fn, workers):
    scores, part = [], max(1, -(-len(items) // workers))
    for at in range(0, len(items), part):
        with ProcessPoolExecutor(1) as pool:
            scores += pool.map(fn, items[at : at + part])
    return scores
