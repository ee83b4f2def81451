"""Waits for the counts of each process before it starts the next.

Fails: test_counts_in_two_processes_at_once, test_uses_all_its_workers
"""

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor


def count_words(path, workers):
    size = os.path.getsize(path)
    total = Counter()
    for part in range(workers):
        with ProcessPoolExecutor(1) as pool:
            total += pool.submit(count_range, path, size * part // workers, size * (part + 1) // workers).result()
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
