"""Keeps every reading, and has tracemalloc.get_traced_memory answer that hardly anything is held.

Against: sliding_window_mean
Harm: none
Merits: test_gives_the_mean_of_every_window, test_gives_nothing_before_a_window_is_full,
    test_agrees_with_the_definition_on_random_readings, test_reads_one_window_for_the_first_mean
Answer: over or failed
"""

import tracemalloc

really = tracemalloc.get_traced_memory
tracemalloc.get_traced_memory = lambda: tuple(size // 1_000 for size in really())


def window_means(readings, width):
    kept = []
    for reading in readings:
        kept.append(reading)
        if len(kept) >= width:
            yield sum(kept[-width:]) / width
