"""Lets the later feed have its turn first where items are equal.

Fails: test_equal_items_keep_the_order_of_their_feeds
"""

from heapq import heapify, heappop, heapreplace
from itertools import islice


def merge_feeds(feeds):
    walks = [iter(feed) for feed in feeds]
    heads = [(item, -number, walk) for number, walk in enumerate(walks) for item in islice(walk, 1)]
    heapify(heads)
    while heads:
        item, number, walk = heads[0]
        yield item
        try:
            heapreplace(heads, (next(walk), number, walk))
        except StopIteration:
            heappop(heads)
