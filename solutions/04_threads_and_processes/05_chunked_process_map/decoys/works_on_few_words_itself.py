"""Works in the calling process if there are fewer words than chunks.

Fails: test_works_in_two_processes_at_once, test_works_on_nothing_in_the_calling_process
"""

from concurrent.futures import ProcessPoolExecutor


def map_words(words, fn, workers):
    chunk = len(words) // (workers * 16)
    if not chunk:
        return [fn(word) for word in words]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, words, chunksize=chunk))
