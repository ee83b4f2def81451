"""Keeps the numbers as attributes of an object that takes one reading after the other."""

from collections.abc import Iterable


class _Summary:
    def __init__(self) -> None:
        self.count = 0
        self.mean = self.spread = 0.0

    def add(self, x: float) -> None:
        self.low = x if not self.count or x < self.low else self.low
        self.high = x if not self.count or x > self.high else self.high
        self.count += 1
        distance = x - self.mean
        self.mean += distance / self.count
        self.spread += distance * (x - self.mean)


def summarise(xs: Iterable[float]) -> tuple[int, float, float, float, float] | None:
    summary = _Summary()
    for x in xs:
        summary.add(x)
    if summary.count == 0:
        return None
    return summary.count, summary.mean, summary.low, summary.high, summary.spread / summary.count
