"""Counts what lies between two cuts, with half a word at either end.

Fails: test_counts_the_words_of_a_random_text, test_counts_a_last_line_without_an_end,
    test_gives_the_same_counts_for_any_number_of_workers, test_a_cut_may_fall_into_a_character,
    test_counts_one_giant_line, test_counts_fewer_lines_than_workers, test_moves_counts_and_not_text,
    test_holds_no_text_in_this_process, test_counts_in_two_processes_at_once, test_uses_all_its_workers
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
    with open(path, "rb") as file:
        file.seek(begin)
        return Counter(file.read(end - begin).decode(errors="replace").split())
