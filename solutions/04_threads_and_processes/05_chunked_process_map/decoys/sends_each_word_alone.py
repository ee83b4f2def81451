"""Leaves the size of a chunk to the executor, which sends every word as a task of its own.

Fails: test_sends_many_words_in_a_message
"""

from concurrent.futures import ProcessPoolExecutor


def map_words(words, fn, workers):
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, words))
