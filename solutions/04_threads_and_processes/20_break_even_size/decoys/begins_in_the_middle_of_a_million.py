"""Halves from the largest size on, and does the work of half a million photos.

Fails: test_does_no_work_of_4_times_the_size
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

    low, high = 0, largest + 1
    while high - low > 1:
        middle = (low + high) // 2
        if pays(middle):
            high = middle
        else:
            low = middle
    return high if high <= largest else None
