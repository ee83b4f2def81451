"""Sends all words in a single chunk, which one process takes.

Fails: test_works_in_two_processes_at_once, test_uses_all_its_workers
"""

from concurrent.futures import ProcessPoolExecutor


def map_words(words, fn, workers):
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, words, chunksize=max(1, len(words))))
