"""Compares two offers, and so calls the keys of both for every comparison.

Fails: test_in_order_calls_each_key_once_per_offer
"""

from functools import cmp_to_key


class Downwards:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return other.value < self.value

    def __eq__(self, other):
        return self.value == other.value


def one_key(orders):
    return lambda offer: tuple(Downwards(key(offer)) if downwards else key(offer) for key, downwards in orders)


def in_order(offers, orders):
    def compared(left, right):
        for key, downwards in orders:
            mine, other = key(left), key(right)
            if not mine == other:
                return 1 if (mine < other) == downwards else -1
        return 0

    return sorted(offers, key=cmp_to_key(compared))


def ends(offers, orders):
    key = one_key(orders)
    keyed = ((key(offer), offer) for offer in offers)
    first = last = next(keyed, None)
    if first is None:
        raise ValueError("no offers")
    for each in keyed:
        if each[0] < first[0]:
            first = each
        elif not each[0] < last[0]:
            last = each
    return first[1], last[1]
