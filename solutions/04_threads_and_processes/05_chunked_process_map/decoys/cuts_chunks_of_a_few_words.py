"""Sends chunks of two words, which halves the number of messages and no more.

Fails: test_sends_many_words_in_a_message, test_works_in_two_processes_at_once
"""

from concurrent.futures import ProcessPoolExecutor


def map_words(words, fn, workers):
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, words, chunksize=2))
