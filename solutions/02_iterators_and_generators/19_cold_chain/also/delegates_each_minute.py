"""A sub-generator takes one minute and returns whether it was warm; an exit stack holds the report."""

from collections.abc import Callable, Generator
from contextlib import ExitStack


def cold_chain(limit: float, report: Callable[[int, int], object]) -> Generator[int, float, None]:
    """Take a temperature by each ``send``, and yield the number of minutes that were above the limit."""
    minutes = warm = 0
    with ExitStack() as at_the_end:
        at_the_end.callback(lambda: report(minutes, warm))
        while True:
            was_warm = yield from minute(limit, warm)
            minutes, warm = minutes + 1, warm + was_warm


def minute(limit: float, warm: int) -> Generator[int, float, bool]:
    """Wait for one minute; whether it was warm."""
    try:
        celsius = yield warm
    except TimeoutError:
        return True
    return celsius > limit
