"""Counts the ranges in threads, which take turns at the one interpreter lock.

Fails: test_counts_in_two_processes_at_once, test_uses_all_its_workers
"""

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from operator import add


def count_words(path, workers):
    size = os.path.getsize(path)
    cuts = [size * part // workers for part in range(workers + 1)]
    with ThreadPoolExecutor(workers) as pool:
        counts = pool.map(count_range, [path] * workers, cuts[:-1], cuts[1:])
        return reduce(add, counts, Counter())


def count_range(path, begin, end):
    counts = Counter()
    with open(path, "rb") as file:
        if begin:
            file.seek(begin - 1)
            file.readline()
        while file.tell() < end and (line := file.readline()):
            counts.update(line.decode().split())
    return counts
