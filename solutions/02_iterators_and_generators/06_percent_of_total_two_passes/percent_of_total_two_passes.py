"""One walk adds up, a second one divides; the data is asked for twice instead of being kept."""

from collections.abc import Callable, Iterable, Iterator


def percents(read: Callable[[], Iterable[float]]) -> Iterator[float]:
    """Yield 100 * amount / total for every amount of ``read()``, in order.

    Every call of ``read`` opens the data again: call it at most twice, and keep no list.
    """
    total = sum(read())
    for amount in read():
        yield 100 * amount / total
