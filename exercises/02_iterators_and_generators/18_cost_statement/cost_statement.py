"""The statement of what a film has cost, from its bookings."""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence


def statement(
    name: str, parts: Mapping[str, Sequence[str]], bookings: Callable[[str], Iterable[int]]
) -> Generator[tuple[str, int], None, int]:
    """Yield a line for each booking of a department and of all in it, and one for each total; return the total.

    Request the bookings of each department once, when its first line is needed.
    """
    raise NotImplementedError
