"""One running total for all: what a department came to is how far it has grown since the department began."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence


def statement(
    name: str, parts: Mapping[str, Sequence[str]], bookings: Callable[[str], Iterable[int]]
) -> Generator[tuple[str, int], None, int]:
    """Yield a line for each booking of a department and of all in it, and one for each total; return the total."""
    spent = 0

    def lines(of: str) -> Iterator[tuple[str, int]]:
        nonlocal spent
        before = spent
        for amount in bookings(of):
            spent += amount
            yield of, amount
        for part in parts.get(of, ()):
            yield from lines(part)
        yield f"{of} in all", spent - before

    yield from lines(name)
    return spent
