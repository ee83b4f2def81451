"""Splits the bytes of a line, at the spaces of ASCII, and decodes the words afterwards.

Fails: test_counts_the_words_of_a_random_text
"""

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor


def count_words(path, workers):
    size = os.path.getsize(path)
    cuts = [size * part // workers for part in range(workers + 1)]
    with ProcessPoolExecutor(workers) as pool:
        return sum(pool.map(count_range, [path] * workers, cuts[:-1], cuts[1:]), Counter())


def count_range(path, begin, end):
    counts = Counter()
    with open(path, "rb") as file:
        if begin:
            file.seek(begin - 1)
            file.readline()
        while file.tell() < end and (line := file.readline()):
            counts.update(line.split())
    return Counter({word.decode(): count for word, count in counts.items()})
