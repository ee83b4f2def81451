"""Takes the last offer as max does: of equal ones the first.

Fails: test_the_last_of_equal_offers_is_the_later_one, test_without_keys_offers_stay_as_they_came,
    test_agrees_with_the_definition_on_random_offers, test_ends_calls_each_key_once_per_offer
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
    keyed = ((key(offer), offer) for offer in offers)
    first = last = next(keyed, None)
    if first is None:
        raise ValueError("no offers")
    for each in keyed:
        if each[0] < first[0]:
            first = each
        if last[0] < each[0]:
            last = each
    return first[1], last[1]
