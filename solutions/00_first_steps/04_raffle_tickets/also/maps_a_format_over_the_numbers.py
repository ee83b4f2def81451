"""map calls its function when somebody asks for the next value."""

from collections.abc import Iterator


def tickets(first: int, last: int) -> Iterator[str]:
    return map("No. {}".format, range(first, last + 1))
