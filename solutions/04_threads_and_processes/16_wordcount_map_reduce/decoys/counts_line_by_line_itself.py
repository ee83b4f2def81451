"""Counts line by line in the calling process: little memory, one core.

Fails: test_counts_in_two_processes_at_once, test_uses_all_its_workers
"""

from collections import Counter


def count_words(path, workers):
    counts = Counter()
    with open(path, encoding="utf-8") as file:
        for line in file:
            counts.update(line.split())
    return counts
