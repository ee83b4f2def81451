"""Sorts once for each key, the first one first, so that the last one decides.

Fails: test_the_first_key_decides, test_each_key_has_its_own_direction, test_anything_can_count_downwards,
    test_agrees_with_the_definition_on_random_offers, test_in_order_calls_each_key_once_per_offer
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
    found = list(offers)
    for key, downwards in orders:
        found.sort(key=key, reverse=downwards)
    return found


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
