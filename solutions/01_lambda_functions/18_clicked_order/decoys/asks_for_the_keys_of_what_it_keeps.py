"""Calls the keys of the offers that it keeps again for each new one.

Fails: test_ends_calls_each_key_once_per_offer
"""


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
    return sorted(offers, key=one_key(orders))


def ends(offers, orders):
    key = one_key(orders)
    source = iter(offers)
    try:
        first = last = next(source)
    except StopIteration:
        raise ValueError("no offers") from None
    for offer in source:
        if key(offer) < key(first):
            first = offer
        elif not key(offer) < key(last):
            last = offer
    return first, last
