"""The module bisect searches a range, whose key is whether the pool pays; nothing is measured twice."""

from bisect import bisect_left
from collections.abc import Callable
from functools import cache


def break_even(
    alone: Callable[[int], object], pool: Callable[[int], object], clock: Callable[[], float], largest: int
) -> int | None:
    def seconds(work: Callable[[int], object], size: int) -> float:
        begun = clock()
        work(size)
        return clock() - begun

    @cache
    def pays(size: int) -> bool:
        pool_best, alone_best = (min(seconds(work, size) for _ in range(3)) for work in (pool, alone))
        return pool_best < alone_best

    end = 1
    while end < largest and not pays(end):
        end *= 2
    sizes = range(1, min(end, largest) + 1)
    place = bisect_left(sizes, True, lo=end // 2, key=pays)
    return sizes[place] if place < len(sizes) else None
