"""Workers get a path and two numbers, and give a Counter: the text is read where it is counted."""

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import reduce
from operator import add


def count_words(path: str, workers: int) -> Counter[str]:
    """Count the words of a UTF-8 text file with ``workers`` processes, each reading its own byte range.

    Words are what ``str.split()`` returns. Neither the text nor the list of its words may pass through
    this process.
    """
    size = os.path.getsize(path)
    cuts = [size * part // workers for part in range(workers + 1)]
    with ProcessPoolExecutor(workers) as pool:
        counts = pool.map(count_range, [path] * workers, cuts[:-1], cuts[1:])
        return reduce(add, counts, Counter())


def count_range(path: str, begin: int, end: int) -> Counter[str]:
    """Count the words of the lines that start in this range of bytes."""
    counts: Counter[str] = Counter()
    with open(path, "rb") as file:
        if begin:
            file.seek(begin - 1)
            file.readline()  # the rest of a line that starts before, or the end of it alone
        while file.tell() < end and (line := file.readline()):
            counts.update(line.decode().split())
    return counts
