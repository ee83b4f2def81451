"""A loop that counts by itself, as in languages without range."""

from collections.abc import Iterator


def tickets(first: int, last: int) -> Iterator[str]:
    number = first
    while number <= last:
        yield f"No. {number}"
        number += 1
