"""The same loop in round brackets is a generator, too."""

from collections.abc import Iterator


def tickets(first: int, last: int) -> Iterator[str]:
    return (f"No. {number}" for number in range(first, last + 1))
