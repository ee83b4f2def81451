"""Keeps the metres of every ride of a pass, to add them up at its end.

Fails: test_keeps_64_kib_over_a_long_pass
"""

from itertools import groupby


def rides_by_pass(log):
    for card, group in groupby(log, lambda ride: ride[0]):
        metres = []
        for _, last, climbed in group:
            if not metres:
                first = last
            metres.append(climbed)
        yield card, len(metres), first, last, sum(metres)
