"""Submits a task for each word.

Fails: test_sends_many_words_in_a_message
"""

from concurrent.futures import ProcessPoolExecutor


def map_words(words, fn, workers):
    with ProcessPoolExecutor(workers) as pool:
        calls = [pool.submit(fn, word) for word in words]
        return [call.result() for call in calls]
