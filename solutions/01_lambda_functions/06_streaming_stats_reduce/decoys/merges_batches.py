"""Collects 100 readings at a time and merges the numbers of each batch into those of the whole.

Fails: test_keeps_at_most_8_readings_alive
"""

from itertools import islice
from math import inf


def summarise(xs):
    source = iter(xs)
    count, mean, low, high, spread = 0, 0.0, inf, -inf, 0.0
    while batch := list(islice(source, 100)):
        size = len(batch)
        middle = batch[0] + sum(x - batch[0] for x in batch) / size
        gap, both = middle - mean, count + size
        spread += sum((x - middle) ** 2 for x in batch) + gap**2 * count * size / both
        mean += gap * size / both
        low, high, count = min(low, *batch), max(high, *batch), both
    return (count, mean, low, high, spread / count) if count else None
