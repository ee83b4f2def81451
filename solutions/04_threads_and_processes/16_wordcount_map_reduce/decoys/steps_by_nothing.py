"""Computes the ranges by a step, which is 0 for an empty file.

Fails: test_gives_nothing_for_an_empty_file
"""

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor


def count_words(path, workers):
    size = os.path.getsize(path)
    begins = range(0, size, -(-size // workers))
    total = Counter()
    with ProcessPoolExecutor(workers) as pool:
        for counts in pool.map(count_range, [path] * len(begins), begins, [*begins[1:], size]):
            total += counts
    return total


def count_range(path, begin, end):
    counts = Counter()
    with open(path, "rb") as file:
        if begin:
            file.seek(begin - 1)
            file.readline()
        while file.tell() < end and (line := file.readline()):
            counts.update(line.decode().split())
    return counts
