"""Each customer's share in the turnover of the year."""

from collections.abc import Callable, Iterable, Iterator


def percents(read: Callable[[], Iterable[float]]) -> Iterator[float]:
    """Yield 100 * amount / total for every amount of ``read()``, in order.

    Every call of ``read`` opens the data again: call it at most twice, and keep no list.
    """
    raise NotImplementedError
