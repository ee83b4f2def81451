"""A generator that delegates to itself: yield from hands out a part's lines, and has its total as its value."""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence


def statement(
    name: str, parts: Mapping[str, Sequence[str]], bookings: Callable[[str], Iterable[int]]
) -> Generator[tuple[str, int], None, int]:
    """Yield a line for each booking of a department and of all in it, and one for each total; return the total.

    Request the bookings of each department once, when its first line is needed.
    """
    total = 0
    for amount in bookings(name):
        total += amount
        yield name, amount
    for part in parts.get(name, ()):
        total += yield from statement(part, parts, bookings)
    yield f"{name} in all", total
    return total
