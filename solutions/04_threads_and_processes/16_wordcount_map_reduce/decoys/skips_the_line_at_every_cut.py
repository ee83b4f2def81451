"""Takes what follows a cut for the rest of a line, also where a line starts exactly there.

Fails: test_a_cut_between_two_lines_loses_none_and_doubles_none
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
            file.seek(begin)
            file.readline()
        while file.tell() < end and (line := file.readline()):
            counts.update(line.decode().split())
    return counts
