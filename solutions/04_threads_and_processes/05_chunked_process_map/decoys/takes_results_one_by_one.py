"""Uses imap to get results as they come, and with it chunks of one word.

Fails: test_sends_many_words_in_a_message
"""

from multiprocessing import Pool


def map_words(words, fn, workers):
    with Pool(workers) as pool:
        return list(pool.imap(fn, words))
