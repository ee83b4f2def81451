"""Has tuples in its heap, which ask == before the number of the feed may decide.

Fails: test_items_need_nothing_but_less_than, test_equal_items_keep_the_order_of_their_feeds,
    test_compares_14_times_an_item_at_most
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
        except StopIteration:
            heappop(heads)
