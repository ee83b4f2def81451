"""A generator hands out one ticket and pauses until somebody wants the next."""

from collections.abc import Iterator


def tickets(first: int, last: int) -> Iterator[str]:
    """Hand out "No. <number>" for each number from ``first`` to ``last``, one at a time."""
    for number in range(first, last + 1):
        yield f"No. {number}"
