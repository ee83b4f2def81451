"""Reads the whole file in the calling process to find out where its lines begin.

Fails: test_holds_no_text_in_this_process
"""

from collections import Counter
from concurrent.futures import ProcessPoolExecutor


def count_words(path, workers):
    with open(path, "rb") as file:
        text = file.read()
    near = [len(text) * part // workers for part in range(1, workers)]
    cuts = [0, *(text.find(b"\n", cut) + 1 or len(text) for cut in near), len(text)]
    total = Counter()
    with ProcessPoolExecutor(workers) as pool:
        for counts in pool.map(count_range, [path] * workers, cuts, cuts[1:]):
            total += counts
    return total


def count_range(path, begin, end):
    with open(path, "rb") as file:
        file.seek(begin)
        return Counter(file.read(end - begin).decode().split())
