"""Raffle tickets, printed one at a time."""

from collections.abc import Iterator


def tickets(first: int, last: int) -> Iterator[str]:
    """Hand out "No. <number>" for each number from ``first`` to ``last``, one at a time."""
    raise NotImplementedError
