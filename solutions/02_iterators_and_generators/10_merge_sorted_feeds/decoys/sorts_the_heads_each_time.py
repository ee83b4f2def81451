"""Sorts the list of heads again for every item.

Fails: test_compares_14_times_an_item_at_most
"""

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
    while heads:
        heads.sort()
        head = heads[0]
        yield head.item
        try:
            head.item = next(head.rest)
        except StopIteration:
            del heads[0]
