"""Catches every exception of a feed, and takes it for the feed's end.

Fails: test_lets_an_error_of_a_feed_be_seen
"""

from heapq import heapify, heappop, heapreplace
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
        except Exception:
            heappop(heads)
        else:
            heapreplace(heads, head)
