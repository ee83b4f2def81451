"""Starts two processes, whatever the number of workers.

Fails: test_uses_all_its_workers
"""

from concurrent.futures import ProcessPoolExecutor


def map_words(words, fn, workers):
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(fn, words, chunksize=max(1, len(words) // (workers * 16))))
