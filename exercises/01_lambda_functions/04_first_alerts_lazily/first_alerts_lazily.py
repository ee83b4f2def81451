"""Show the first alerts of a feed that has no end."""

from collections.abc import Callable, Iterable
from typing import TypeVar

R = TypeVar("R")


def first_alerts(
    readings: Iterable[R], is_alert: Callable[[R], bool], fmt: Callable[[R], str], k: int
) -> Iterable[str]:
    """Return ``fmt(reading)`` for the first ``k`` readings with ``is_alert(reading)``, each as it comes.

    Take no reading before it is needed, and none after the last of these alerts.
    """
    raise NotImplementedError
