"""A generator expression over a zip, whose first column, the range, ends before a reading is taken."""

from collections.abc import Callable, Iterable
from typing import TypeVar

R = TypeVar("R")


def first_alerts(
    readings: Iterable[R], is_alert: Callable[[R], bool], fmt: Callable[[R], str], k: int
) -> Iterable[str]:
    alerts = (reading for reading in readings if is_alert(reading))
    return (fmt(alert) for _, alert in zip(range(k), alerts, strict=False))
