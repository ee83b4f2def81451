"""Has a default of None, but remembers each basket by its id.

Fails: test_keeps_no_order_of_a_report, test_keeps_no_order_of_a_basket
"""

_baskets = {}


def group_by_customer(orders, into=None):
    if into is None:
        into = {}
    _baskets[id(into)] = into
    for order in orders:
        into.setdefault(order.customer, []).append(order)
    return into
