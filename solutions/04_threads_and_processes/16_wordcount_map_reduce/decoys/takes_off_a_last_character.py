"""Takes the last character of every line for its end.

Fails: test_counts_a_last_line_without_an_end
"""

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import reduce
from operator import add


def count_words(path, workers):
    size = os.path.getsize(path)
    cuts = [size * part // workers for part in range(workers + 1)]
    with ProcessPoolExecutor(workers) as pool:
        counts = pool.map(count_range, [path] * workers, cuts[:-1], cuts[1:])
        return reduce(add, counts, Counter())


def count_range(path, begin, end):
    counts = Counter()
    with open(path, "rb") as file:
        if begin:
            file.seek(begin - 1)
            file.readline()
        while file.tell() < end and (line := file.readline()):
            counts.update(line.decode()[:-1].split())
    return counts
