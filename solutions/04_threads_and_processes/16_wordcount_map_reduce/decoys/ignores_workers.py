"""Has two processes and two ranges, however many workers there are to be.

Fails: test_uses_all_its_workers
"""

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import reduce
from operator import add


def count_words(path, workers):
    size = os.path.getsize(path)
    cuts = [0, size // 2, size]
    with ProcessPoolExecutor(2) as pool:
        return reduce(add, pool.map(count_range, [path] * 2, cuts[:-1], cuts[1:]), Counter())


def count_range(path, begin, end):
    counts = Counter()
    with open(path, "rb") as file:
        if begin:
            file.seek(begin - 1)
            file.readline()
        while file.tell() < end and (line := file.readline()):
            counts.update(line.decode().split())
    return counts
