"""Reads the series twice by itertools.tee, which lets go of readings 57 at a time: too many are alive at once, all
else is right.

Against: sliding_window_mean
Harm: none
Merits: test_gives_the_mean_of_every_window, test_gives_nothing_before_a_window_is_full, test_agrees_with_the_definition_on_random_readings, test_reads_one_window_for_the_first_mean, test_does_constant_work_per_reading, test_holds_64_kib_over_a_long_series
Answer: over
"""

from itertools import accumulate, chain, islice, repeat, tee
from operator import sub


def window_means(readings, width):
    """The series, and the series a window later."""
    ahead, behind = tee(readings)
    changes = map(sub, ahead, chain(repeat(0, width), behind))
    return (total / width for total in islice(accumulate(changes), width - 1, None))
