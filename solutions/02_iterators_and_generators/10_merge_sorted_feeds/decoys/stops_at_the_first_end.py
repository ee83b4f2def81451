"""Ends with the feed that ends first.

Fails: test_merges_sorted_feeds, test_feeds_may_end_early, test_feeds_may_be_iterators,
    test_items_need_nothing_but_less_than, test_equal_items_keep_the_order_of_their_feeds,
    test_agrees_with_sorted_on_random_feeds, test_works_with_endless_feeds, test_keeps_one_item_of_each_feed
"""

from heapq import heapify, heapreplace
from itertools import islice


class Head:
    def __init__(self, item, number, rest):
        self.item, self.number, self.rest = item, number, rest

    def __lt__(self, other):
        if self.number < other.number:
            return not other.item < self.item
        return self.item < other.item


def merge_feeds(feeds):
    walks = [iter(feed) for feed in feeds]
    heads = [Head(item, number, walk) for number, walk in enumerate(walks) for item in islice(walk, 1)]
    heapify(heads)
    while heads:
        head = heads[0]
        yield head.item
        try:
            head.item = next(head.rest)
        except StopIteration:
            return
        else:
            heapreplace(heads, head)
