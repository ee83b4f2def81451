"""A ring of numbers in an array: each new one takes the place of the one that leaves."""

from array import array
from collections.abc import Iterable, Iterator


def window_means(readings: Iterable[float], width: int) -> Iterator[float]:
    ring = array("d", [0.0]) * width
    total = 0.0
    for count, reading in enumerate(map(float, readings)):
        place = count % width
        total += reading - ring[place]
        ring[place] = reading
        if count >= width - 1:
            yield total / width
