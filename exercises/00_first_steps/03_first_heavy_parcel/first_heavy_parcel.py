"""Find the first heavy parcel on a belt."""

from collections.abc import Iterable


def first_heavy(weights: Iterable[int], limit: int) -> int | None:
    """Return the first weight that is more than ``limit``, or None; weigh no parcel after it."""
    raise NotImplementedError
