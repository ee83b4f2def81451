"""Takes equal times for a gain.

Fails: test_equal_times_do_not_pay
"""


def break_even(alone, pool, clock, largest):
    def seconds(work, size):
        begun = clock()
        work(size)
        return clock() - begun

    def best(work, size):
        return min(seconds(work, size) for _ in range(3))

    def pays(size):
        return best(pool, size) <= best(alone, size)

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
