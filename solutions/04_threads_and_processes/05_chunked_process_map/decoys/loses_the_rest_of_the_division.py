"""Cuts as many slices of equal size as fit, and loses the words after the last one.

Fails: test_gives_a_result_for_every_word
"""

from concurrent.futures import ProcessPoolExecutor


def map_slice(fn, words):
    return [fn(word) for word in words]


def map_words(words, fn, workers):
    size = max(1, len(words) // (workers * 4))
    count = len(words) // size
    with ProcessPoolExecutor(workers) as pool:
        parts = [pool.submit(map_slice, fn, words[at * size : (at + 1) * size]) for at in range(count)]
        return [result for part in parts for result in part.result()]
