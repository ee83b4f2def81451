"""Turns a key round by a minus, which only numbers have.

Fails: test_each_key_has_its_own_direction, test_anything_can_count_downwards,
    test_equal_offers_keep_their_order, test_the_last_of_equal_offers_is_the_later_one,
    test_takes_few_offers_or_none, test_asks_nothing_of_an_offer_but_its_keys,
    test_takes_offers_that_come_once, test_an_error_is_not_the_end_of_the_offers,
    test_agrees_with_the_definition_on_random_offers
"""


def one_key(orders):
    return lambda offer: tuple(-key(offer) if downwards else key(offer) for key, downwards in orders)


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
        elif not each[0] < last[0]:
            last = each
    return first[1], last[1]
