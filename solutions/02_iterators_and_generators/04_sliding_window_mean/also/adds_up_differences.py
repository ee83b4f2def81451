"""itertools alone: the running total of what comes minus what leaves."""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import accumulate, islice


def window_means(readings: Iterable[float], width: int) -> Iterator[float]:
    window: deque[float] = deque([0.0] * width)

    def change(reading: float) -> float:
        window.append(reading)
        return reading - window.popleft()

    totals = accumulate(map(change, readings))
    return (total / width for total in islice(totals, width - 1, None))
