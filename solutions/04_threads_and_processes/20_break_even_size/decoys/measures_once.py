"""Believes a single run, which may have been disturbed.

Fails: test_trusts_the_best_run, test_needs_300_runs_at_most
"""


def break_even(alone, pool, clock, largest):
    def seconds(work, size):
        begun = clock()
        work(size)
        return clock() - begun

    def best(work, size):
        return seconds(work, size)

    def pays(size):
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
