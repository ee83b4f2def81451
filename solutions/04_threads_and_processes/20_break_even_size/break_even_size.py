"""The best of three runs on each side; doubling finds a size that pays, halving the first one."""

from collections.abc import Callable


def break_even(
    alone: Callable[[int], object], pool: Callable[[int], object], clock: Callable[[], float], largest: int
) -> int | None:
    """Return the smallest size, 1 to ``largest``, at which ``pool(size)`` takes less time than ``alone(size)``.

    None, if there is none. Time is what ``clock`` gives. Of three runs of one size at least one is undisturbed.
    """

    def best(work: Callable[[int], object], size: int) -> float:
        times = []
        for _ in range(3):
            begun = clock()
            work(size)
            times.append(clock() - begun)
        return min(times)

    def pays(size: int) -> bool:
        return best(pool, size) < best(alone, size)

    low, high = 0, 1
    while not pays(high):
        if high == largest:
            return None
        low, high = high, min(2 * high, largest)
    while high - low > 1:
        middle = (low + high) // 2
        if pays(middle):
            high = middle
        else:
            low = middle
    return high
