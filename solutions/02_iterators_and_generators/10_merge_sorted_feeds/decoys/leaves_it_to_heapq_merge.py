"""Leaves the work to heapq.merge, which compares lists of an item and a number: they ask == first.

Fails: test_items_need_nothing_but_less_than, test_equal_items_keep_the_order_of_their_feeds,
    test_compares_14_times_an_item_at_most
"""

from heapq import merge


def merge_feeds(feeds):
    return merge(*feeds)
