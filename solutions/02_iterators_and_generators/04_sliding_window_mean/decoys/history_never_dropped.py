"""Looks the oldest reading up in a history that nothing is ever taken from.

Fails: test_keeps_only_the_window, test_holds_64_kib_over_a_long_series
"""


def window_means(readings, width):
    history = []
    total = 0.0
    for reading in readings:
        history.append(reading)
        total += reading
        if len(history) > width:
            total -= history[-width - 1]
        if len(history) >= width:
            yield total / width
