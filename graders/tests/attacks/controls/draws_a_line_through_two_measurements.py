"""A right answer that guesses by a line through two measurements of each, and looks around the guess until it is sure.

Against: break_even_size
Harm: none
Merits: everything
Answer: passed
"""

import math
from dataclasses import dataclass, field


@dataclass
class Bench:
    clock: object
    known: dict = field(default_factory=dict)

    def time(self, name, work, size):
        if (name, size) not in self.known:
            best = math.inf
            for _ in range(3):
                before = self.clock()
                work(size)
                best = min(best, self.clock() - before)
            self.known[name, size] = best
        return self.known[name, size]


def break_even(alone, pool, clock, largest):
    bench = Bench(clock)

    def gain(size):
        return bench.time("alone", alone, size) - bench.time("pool", pool, size)

    low, high = 0, None
    step = 1
    while high is None:
        size = min(low + step, largest)
        if gain(size) > 0:
            high = size
        elif size == largest:
            return None
        else:
            low, step = size, 2 * step
    while high - low > 1:
        middle = (low + high) // 2
        if low:
            rise = gain(high) - gain(low)
            guess = low + int((high - low) * -gain(low) / rise)
            middle = min(max(guess + (gain(low) == 0), low + 1), high - 1) if rise > 0 else middle
        if gain(middle) > 0:
            high = middle
        else:
            low = middle
            if high - low > 1 and gain(low + 1) > 0:
                high = low + 1
    return high
