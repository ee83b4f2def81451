"""Doubles the size without a look at the largest.

Fails: test_gives_none_if_the_pool_never_pays, test_runs_nothing_beyond_the_largest
"""


def break_even(alone, pool, clock, largest):
    def seconds(work, size):
        begun = clock()
        work(size)
        return clock() - begun

    def best(work, size):
        return min(seconds(work, size) for _ in range(3))

    def pays(size):
        return best(pool, size) < best(alone, size)

    low, high = 0, 1
    while not pays(high):
        if high >= largest:
            return None
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if pays(middle):
            high = middle
        else:
            low = middle
    return high
