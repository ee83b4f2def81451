"""Has thousands of unfinished generators at import, whose frames are freed in the heap that later holds the series.

Against: sliding_window_mean
Harm: none
Merits: test_gives_the_mean_of_every_window, test_gives_nothing_before_a_window_is_full,
    test_agrees_with_the_definition_on_random_readings
Answer: over or failed
"""

import tracemalloc


def waiting(number):
    text = str(number) * 20
    yield text
    yield number


_junk = [waiting(number) for number in range(60_000)]
for _each in _junk:
    next(_each)
_pins = _junk[::700]
del _junk, _each


def window_means(readings, width):
    series = list(readings)
    for at in range(len(series) - width + 1):
        yield sum(series[at : at + width]) / width
