"""Sorts all offers to have the two at its ends.

Fails: test_ends_holds_256_kib_for_20_000_offers
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
    found = in_order(offers, orders)
    if not found:
        raise ValueError("no offers")
    return found[0], found[-1]
