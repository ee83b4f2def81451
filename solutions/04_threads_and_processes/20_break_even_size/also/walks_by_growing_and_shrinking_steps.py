"""Walks up from 0 over sizes that do not pay: its steps double as long as that goes well, and halve after that."""

from collections.abc import Callable


def break_even(
    alone: Callable[[int], object], pool: Callable[[int], object], clock: Callable[[], float], largest: int
) -> int | None:
    def pays(size: int) -> bool:
        best = {pool: float("inf"), alone: float("inf")}
        for work in [pool, alone] * 3:
            begun = clock()
            work(size)
            best[work] = min(best[work], clock() - begun)
        return best[pool] < best[alone]

    dear, step, growing = 0, 1, True
    while step:
        if dear + step <= largest and not pays(dear + step):
            dear += step
            step = 2 * step if growing else step // 2
        else:
            growing = False
            step //= 2
    return dear + 1 if dear < largest else None
