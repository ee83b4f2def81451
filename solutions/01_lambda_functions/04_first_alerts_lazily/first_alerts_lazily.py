"""A chain of three lazy steps; islice ends it before it would pull again."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TypeVar

R = TypeVar("R")


def first_alerts(
    readings: Iterable[R], is_alert: Callable[[R], bool], fmt: Callable[[R], str], k: int
) -> Iterable[str]:
    """Return ``fmt(reading)`` for the first ``k`` readings with ``is_alert(reading)``, each as it comes.

    Take no reading before it is needed, and none after the last of these alerts.
    """
    return map(fmt, islice(filter(is_alert, readings), k))
