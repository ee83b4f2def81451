"""filter is lazy: it tries weights until it has one that fits."""

from collections.abc import Iterable


def first_heavy(weights: Iterable[int], limit: int) -> int | None:
    return next(filter(lambda weight: weight > limit, weights), None)
