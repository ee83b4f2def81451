"""Forgets to shut its pool down: the processes end when it is collected, which an error that is kept prevents.

Fails: test_raises_the_error_of_a_word
"""

from concurrent.futures import ProcessPoolExecutor


def map_words(words, fn, workers):
    chunk = max(1, len(words) // (workers * 16))
    pool = ProcessPoolExecutor(workers)
    return list(pool.map(fn, words, chunksize=chunk))
