"""Reads the file in the calling process and sends each worker its part of the text.

Fails: test_moves_counts_and_not_text, test_holds_no_text_in_this_process
"""

from collections import Counter
from concurrent.futures import ProcessPoolExecutor


def count_words(path, workers):
    with open(path, encoding="utf-8") as file:
        lines = file.readlines()
    parts = ["".join(lines[part::workers]) for part in range(workers)]
    total = Counter()
    with ProcessPoolExecutor(workers) as pool:
        for counts in pool.map(count_text, parts):
            total += counts
    return total


def count_text(text):
    return Counter(text.split())
