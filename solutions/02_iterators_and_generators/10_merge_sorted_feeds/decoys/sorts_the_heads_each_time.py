"""Sorts the list of heads again for every item.

Fails: test_compares_14_times_an_item_at_most
"""

from itertools import islice


def merge_feeds(feeds):
    walks = [iter(feed) for feed in feeds]
    heads = [(item, number, walk) for number, walk in enumerate(walks) for item in islice(walk, 1)]
    while heads:
        heads.sort(key=lambda head: head[:2])
        item, number, walk = heads[0]
        yield item
        heads[:1] = [(item, number, walk) for item in islice(walk, 1)]
