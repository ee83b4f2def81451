"""Returns the chunks in the order in which they are ready.

Fails: test_keeps_the_order_of_the_words
"""

from multiprocessing import Pool


def map_words(words, fn, workers):
    chunk = max(1, len(words) // (workers * 16))
    with Pool(workers) as pool:
        return list(pool.imap_unordered(fn, words, chunksize=chunk))
