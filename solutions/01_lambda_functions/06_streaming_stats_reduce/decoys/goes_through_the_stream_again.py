"""Goes through the readings a second time for the variance, when a stream has no more to give.

Fails: test_reads_a_stream_once, test_keeps_at_most_8_readings_alive,
    test_holds_32_kib_over_120_000_floats
"""

from math import inf


def summarise(xs):
    count, mean, low, high = 0, 0.0, inf, -inf
    for count, x in enumerate(xs, 1):
        mean += (x - mean) / count
        low, high = min(low, x), max(high, x)
    if count == 0:
        return None
    return count, mean, low, high, sum((x - mean) ** 2 for x in xs) / count
