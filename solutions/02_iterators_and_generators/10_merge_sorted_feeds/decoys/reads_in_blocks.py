"""Reads each feed 50 items at a time, to ask it less often.

Fails: test_lets_an_error_of_a_feed_be_seen, test_reads_one_item_of_each_feed, test_keeps_one_item_of_each_feed
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


def blocks(feed):
    walk = iter(feed)
    while block := list(islice(walk, 50)):
        yield from block


def merge_feeds(feeds):
    walks = [blocks(feed) for feed in feeds]
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
