"""From which size on is a pool of processes worth its start?"""

from collections.abc import Callable


def break_even(
    alone: Callable[[int], object], pool: Callable[[int], object], clock: Callable[[], float], largest: int
) -> int | None:
    """Return the smallest size, 1 to ``largest``, at which ``pool(size)`` takes less time than ``alone(size)``.

    None, if there is none. Time is what ``clock`` gives. Of three runs of one size at least one is undisturbed.
    """
    raise NotImplementedError
