"""Reads the first outer item when it is called, before anybody has asked for a pair.

Fails: test_reads_nothing_before_a_pair_is_asked_for
"""

from itertools import chain, islice


def pairs(outer, inner):
    walk = iter(outer)
    first = list(islice(walk, 1))
    return ((a, b) for a in chain(first, walk) for b in inner())
