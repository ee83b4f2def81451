"""Takes min and max of two copies of the stream: tee keeps for the second what the first has walked.


Fails: test_ends_holds_256_kib_for_20_000_offers
"""

from itertools import tee


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
    one, two = tee((each(offer), number, offer) for each in [one_key(orders)] for number, offer in enumerate(offers))
    first = min(one, key=lambda item: item[:2])
    return first[2], max(two, key=lambda item: item[:2])[2]
