"""Has no feed number in its heap, so that items of which neither is less make it compare iterators.

Fails: test_merges_sorted_feeds, test_items_need_nothing_but_less_than,
    test_equal_items_keep_the_order_of_their_feeds, test_agrees_with_sorted_on_random_feeds,
    test_works_with_endless_feeds, test_compares_14_times_an_item_at_most
"""

from heapq import heapify, heappop, heapreplace
from itertools import islice


def merge_feeds(feeds):
    walks = [iter(feed) for feed in feeds]
    heads = [(item, walk) for walk in walks for item in islice(walk, 1)]
    heapify(heads)
    while heads:
        item, walk = heads[0]
        yield item
        try:
            heapreplace(heads, (next(walk), walk))
        except StopIteration:
            heappop(heads)
