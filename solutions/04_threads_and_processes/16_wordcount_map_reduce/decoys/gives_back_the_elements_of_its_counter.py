"""Its workers give back, beside their counts, every word as often as they have counted it.

Fails: test_moves_counts_and_not_text
"""

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor


def count_words(path, workers):
    size, counts = os.path.getsize(path), Counter()
    cuts = [size * part // workers for part in range(workers + 1)]
    with ProcessPoolExecutor(workers) as pool:
        for part, _ in pool.map(words_of_range, [path] * workers, cuts[:-1], cuts[1:]):
            counts.update(part)
    return counts


def words_of_range(path, begin, end):
    counts = Counter()
    with open(path, "rb") as file:
        if begin:
            file.seek(begin - 1)
            file.readline()
        while file.tell() < end and (line := file.readline()):
            counts.update(line.decode().split())
    return counts, list(counts.elements())
