"""A right answer by next and a sentinel of its own, with a pass as a list of four numbers, and a log of what it does.

Against: lift_rides
Harm: none
Merits: everything
Answer: passed
"""

import logging

log_ = logging.getLogger("lifts")
END = object()


def rides_by_pass(log):
    steps = iter(log)
    ride = next(steps, END)
    while ride is not END:
        card, second, metres = ride
        numbers = [1, second, second, metres]
        while (ride := next(steps, END)) is not END and ride[0] == card:
            numbers[0] += 1
            numbers[2] = ride[1]
            numbers[3] += ride[2]
        log_.debug("%s: %s", card, numbers)
        yield (card, *numbers)
