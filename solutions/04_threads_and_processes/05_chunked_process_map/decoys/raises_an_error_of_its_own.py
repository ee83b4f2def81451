"""Raises an error of its own, with the text of the one that came.

Fails: test_raises_the_error_of_a_word
"""

from concurrent.futures import ProcessPoolExecutor


def map_words(words, fn, workers):
    chunk = max(1, len(words) // (workers * 16))
    with ProcessPoolExecutor(workers) as pool:
        try:
            return list(pool.map(fn, words, chunksize=chunk))
        except Exception as error:
            raise RuntimeError(f"a word failed: {error}") from None
