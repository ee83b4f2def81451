"""Lets the later feed go first where neither of two items is less.

Fails: test_equal_items_keep_the_order_of_their_feeds
"""

from heapq import heapify, heappop, heapreplace
from itertools import islice


class Head:
    def __init__(self, item, number, rest):
        self.item, self.number, self.rest = item, number, rest

    def __lt__(self, other):
        if self.number > other.number:
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
            heappop(heads)
        else:
            heapreplace(heads, head)
