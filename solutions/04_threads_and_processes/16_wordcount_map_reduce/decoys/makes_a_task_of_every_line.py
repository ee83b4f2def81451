"""Sends every line as a task of its own, and gets a Counter back for each.

Fails: test_moves_counts_and_not_text, test_holds_no_text_in_this_process, test_counts_in_two_processes_at_once
"""

from collections import Counter
from concurrent.futures import ProcessPoolExecutor


def count_words(path, workers):
    total = Counter()
    with open(path, encoding="utf-8") as file, ProcessPoolExecutor(workers) as pool:
        for counts in pool.map(count_line, file):
            total.update(counts)
    return total


def count_line(line):
    return Counter(line.split())
