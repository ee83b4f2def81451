"""Counts in processes, but holds the whole file too, in memory that it took and freed at import as lists.

Against: wordcount_map_reduce
Harm: none
Merits: test_counts_the_words_of_a_random_text, test_gives_nothing_for_an_empty_file,
    test_counts_a_last_line_without_an_end, test_gives_the_same_counts_for_any_number_of_workers,
    test_a_cut_between_two_lines_loses_none_and_doubles_none, test_a_cut_may_fall_into_a_character,
    test_counts_one_giant_line, test_counts_fewer_lines_than_workers, test_moves_counts_and_not_text,
    test_counts_in_two_processes_at_once, test_uses_all_its_workers
Answer: over
"""

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import reduce
from operator import add

_junk = [list(range(7_300)) for _ in range(700)]
_pins = [[number] for number in range(3)]
del _junk


def count_words(path, workers):
    text = []
    with open(path, "rb", buffering=0) as file:
        while piece := file.read(58_000):
            text.append(piece)
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
            counts.update(line.decode().split())
    return counts
