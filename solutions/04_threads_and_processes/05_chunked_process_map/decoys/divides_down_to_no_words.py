"""Works out the size of a chunk with a division that comes to 0 for a short list.

Fails: test_gives_nothing_for_nothing, test_takes_fewer_words_than_chunks, test_works_in_two_processes_at_once,
    test_works_on_nothing_in_the_calling_process
"""

from concurrent.futures import ProcessPoolExecutor


def map_words(words, fn, workers):
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(fn, words, chunksize=len(words) // (workers * 16)))
