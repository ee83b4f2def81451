"""Measures a size by a tenth of it, and multiplies the time, so that it never does much work.

Against: break_even_size
Harm: none
Merits: test_gives_none_if_the_pool_never_pays, test_runs_nothing_beyond_the_largest, test_raises_the_error_of_the_work
Answer: failed or over or late
"""


def break_even(alone, pool, clock, largest):
    def seconds(work, size):
        lot, times = max(size // 10, 1), []
        for _ in range(3):
            begun = clock()
            work(lot)
            times.append(clock() - begun)
        return min(times) * size / lot

    low, high = 0, largest + 1
    while high - low > 1:
        middle = (low + high) // 2
        if seconds(pool, middle) < seconds(alone, middle):
            high = middle
        else:
            low = middle
    return high if high <= largest else None
