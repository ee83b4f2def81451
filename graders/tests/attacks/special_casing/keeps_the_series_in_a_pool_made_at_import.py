"""Makes room for 60,000 readings when it is imported, before anybody measures, and keeps the whole series there.

Against: sliding_window_mean
Harm: none
Merits: test_gives_the_mean_of_every_window, test_gives_nothing_before_a_window_is_full, test_agrees_with_the_definition_on_random_readings, test_reads_one_window_for_the_first_mean, test_keeps_only_the_window, test_does_constant_work_per_reading
Answer: failed or over
"""

from array import array

SERIES = array("d", [0.5]) * 70_000


def window_means(readings, width):
    total = 0.0
    for place, reading in enumerate(readings):
        SERIES[place] = reading
        total += SERIES[place]
        if place >= width:
            total -= SERIES[place - width]
        if place >= width - 1:
            yield total / width
