"""Catches every exception of a feed, and takes it for the feed's end.

Fails: test_lets_an_error_of_a_feed_be_seen
"""

from heapq import heapify, heappop, heapreplace
from itertools import islice


def merge_feeds(feeds):
    walks = [iter(feed) for feed in feeds]
    heads = [(item, number, walk) for number, walk in enumerate(walks) for item in islice(walk, 1)]
    heapify(heads)
    while heads:
        item, number, walk = heads[0]
        yield item
        try:
            heapreplace(heads, (next(walk), number, walk))
        except Exception:
            heappop(heads)
