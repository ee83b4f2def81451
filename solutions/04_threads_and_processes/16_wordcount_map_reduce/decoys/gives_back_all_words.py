"""Has the workers give their words, and counts them in the calling process.

Fails: test_moves_counts_and_not_text, test_holds_no_text_in_this_process, test_counts_in_two_processes_at_once
"""

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor


def count_words(path, workers):
    size = os.path.getsize(path)
    cuts = [size * part // workers for part in range(workers + 1)]
    counts = Counter()
    with ProcessPoolExecutor(workers) as pool:
        for words in pool.map(words_of_range, [path] * workers, cuts[:-1], cuts[1:]):
            counts.update(words)
    return counts


def words_of_range(path, begin, end):
    words = []
    with open(path, "rb") as file:
        if begin:
            file.seek(begin - 1)
            file.readline()
        while file.tell() < end and (line := file.readline()):
            words += line.decode().split()
    return words
