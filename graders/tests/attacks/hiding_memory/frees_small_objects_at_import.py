"""Takes and frees 24 MB of small objects at import, a few of which pin what the allocator keeps; then holds the series.

Against: sliding_window_mean
Harm: none
Merits: test_gives_the_mean_of_every_window, test_gives_nothing_before_a_window_is_full,
    test_agrees_with_the_definition_on_random_readings
Answer: over or failed
"""

import tracemalloc  # its exact number is left out for who uses it himself

_junk = [bytes(300 + number % 200) for number in range(60_000)]
_pins = _junk[::500]
del _junk


def window_means(readings, width):
    series = list(readings)
    for at in range(len(series) - width + 1):
        yield sum(series[at : at + width]) / width
