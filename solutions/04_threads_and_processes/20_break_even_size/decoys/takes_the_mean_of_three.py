"""Takes the mean of three runs, in which the disturbed ones count as much as the others.

Fails: test_trusts_the_best_run, test_needs_300_runs_at_most
"""


def break_even(alone, pool, clock, largest):
    def seconds(work, size):
        begun = clock()
        work(size)
        return clock() - begun

    def best(work, size):
        return sum(seconds(work, size) for _ in range(3)) / 3

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
