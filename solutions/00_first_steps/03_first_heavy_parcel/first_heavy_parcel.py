"""A for loop asks for one weight at a time, and return ends the asking."""

from collections.abc import Iterable


def first_heavy(weights: Iterable[int], limit: int) -> int | None:
    """Return the first weight that is more than ``limit``, or None; weigh no parcel after it."""
    for weight in weights:
        if weight > limit:
            return weight
    return None
