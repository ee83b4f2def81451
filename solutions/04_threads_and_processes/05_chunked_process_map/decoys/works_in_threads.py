"""Saves the messages with threads, which take turns at one interpreter lock.

Fails: test_works_in_two_processes_at_once, test_uses_all_its_workers, test_works_on_nothing_in_the_calling_process
"""

from concurrent.futures import ThreadPoolExecutor


def map_words(words, fn, workers):
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(fn, words))
