"""Gives a dict, which has a KeyError for a word that is not in the file.

Fails: test_counts_the_words_of_a_random_text
"""

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor


def count_words(path, workers):
    size = os.path.getsize(path)
    cuts = [size * part // workers for part in range(workers + 1)]
    with ProcessPoolExecutor(workers) as pool:
        return dict(sum(pool.map(count_range, [path] * workers, cuts[:-1], cuts[1:]), Counter()))


def count_range(path, begin, end):
    counts = Counter()
    with open(path, "rb") as file:
        if begin:
            file.seek(begin - 1)
            file.readline()
        while file.tell() < end and (line := file.readline()):
            counts.update(line.decode().split())
    return counts
