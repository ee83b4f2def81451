"""Reads the successor of an item before it hands the item over.

Fails: test_lets_an_error_of_a_feed_be_seen, test_reads_one_item_of_each_feed
"""

from heapq import heapify, heappop, heapreplace
from itertools import islice


def merge_feeds(feeds):
    walks = [iter(feed) for feed in feeds]
    heads = [(item, number, walk) for number, walk in enumerate(walks) for item in islice(walk, 1)]
    heapify(heads)
    while heads:
        item, number, walk = heads[0]
        try:
            heapreplace(heads, (next(walk), number, walk))
        except StopIteration:
            heappop(heads)
        yield item
