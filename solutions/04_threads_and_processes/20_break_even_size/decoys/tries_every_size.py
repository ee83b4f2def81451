"""Asks at 1, 2, 3 and so on, and so at every size up to the answer.

Fails: test_needs_300_runs_at_most, test_does_no_work_of_4_times_the_size
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

    return next((size for size in range(1, largest + 1) if pays(size)), None)
