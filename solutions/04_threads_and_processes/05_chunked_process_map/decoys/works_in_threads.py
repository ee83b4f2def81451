"""Spares itself the messages with threads, which take turns at one interpreter lock.

Fails: test_works_in_two_processes_at_once
"""

from concurrent.futures import ThreadPoolExecutor


def map_words(words, fn, workers):
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(fn, words))
