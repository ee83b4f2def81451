"""Gives heapq.merge a key that compares both ways, for == and for <: four comparisons where one will do.

Fails: test_compares_14_times_an_item_at_most
"""

from functools import cmp_to_key
from heapq import merge


def merge_feeds(feeds):
    return merge(*feeds, key=cmp_to_key(lambda left, right: (right < left) - (left < right)))
