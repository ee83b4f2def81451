"""Merges the first two, their result with the third, and so on: an item passes 32 merges on its way.

Fails: test_compares_14_times_an_item_at_most
"""

from functools import reduce
from heapq import merge


def merge_feeds(feeds):
    return reduce(merge, feeds, iter(()))
