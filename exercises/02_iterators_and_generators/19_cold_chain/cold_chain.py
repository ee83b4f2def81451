"""The record of a refrigerated trip, kept minute by minute."""

from collections.abc import Callable, Generator


def cold_chain(limit: float, report: Callable[[int, int], object]) -> Generator[int, float, None]:
    """Take a temperature by each ``send``, and yield the number of minutes that were above the limit.

    A ``TimeoutError`` that is thrown in counts as a warm minute. Any other way to go on is the end: then
    ``report(minutes, warm)`` is called once.
    """
    raise NotImplementedError
