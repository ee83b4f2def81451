"""Turns the whole order round if one key counts downwards.

Fails: test_each_key_has_its_own_direction, test_equal_offers_keep_their_order,
    test_the_last_of_equal_offers_is_the_later_one, test_agrees_with_the_definition_on_random_offers,
    test_in_order_calls_each_key_once_per_offer, test_ends_calls_each_key_once_per_offer,
    test_ends_holds_256_kib_for_20_000_offers
"""


def one_key(orders):
    return lambda offer: tuple(key(offer) for key, _ in orders)


def in_order(offers, orders):
    return sorted(offers, key=one_key(orders), reverse=any(downwards for _, downwards in orders))


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
    return (last[1], first[1]) if any(downwards for _, downwards in orders) else (first[1], last[1])
