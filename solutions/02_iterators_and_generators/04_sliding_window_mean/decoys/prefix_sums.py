"""Stores the total up to every reading: constant work, bought with a list as long as the series.

Fails: test_reads_one_window_for_the_first_mean, test_holds_64_kib_over_a_long_series
"""

from itertools import accumulate


def window_means(readings, width):
    totals = list(accumulate(readings, initial=0))
    for before, after in zip(totals, totals[width:]):
        yield (after - before) / width
