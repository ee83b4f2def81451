"""A generator function with a counter, which it looks at before it takes a reading."""

from collections.abc import Callable, Iterable
from typing import TypeVar

R = TypeVar("R")


def first_alerts(
    readings: Iterable[R], is_alert: Callable[[R], bool], fmt: Callable[[R], str], k: int
) -> Iterable[str]:
    if k == 0:
        return
    for reading in readings:
        if is_alert(reading):
            yield fmt(reading)
            k -= 1
            if k == 0:
                return
