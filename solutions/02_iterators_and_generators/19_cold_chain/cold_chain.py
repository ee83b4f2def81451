"""Everything arrives at one yield: except around it answers silence, finally around the loop answers every end."""

import math
from collections.abc import Callable, Generator


def cold_chain(limit: float, report: Callable[[int, int], object]) -> Generator[int, float, None]:
    """Take a temperature by each ``send``, and yield the number of minutes that were above the limit.

    A ``TimeoutError`` that is thrown in counts as a warm minute. Any other way to go on is the end: then
    ``report(minutes, warm)`` is called once.
    """
    minutes = warm = 0
    try:
        while True:
            try:
                celsius = yield warm
            except TimeoutError:
                celsius = math.inf
            minutes += 1
            if celsius > limit:
                warm += 1
    finally:
        report(minutes, warm)
