"""A generator expression looks at weights only when next asks it for one."""

from collections.abc import Iterable


def first_heavy(weights: Iterable[int], limit: int) -> int | None:
    return next((weight for weight in weights if weight > limit), None)
