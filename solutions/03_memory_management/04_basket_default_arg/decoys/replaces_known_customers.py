"""Gives a customer a new list, and forgets the orders that the basket had.

Fails: test_extends_a_basket_that_is_handed_in, test_keeps_no_order_of_a_basket
"""


def group_by_customer(orders, into=None):
    if into is None:
        into = {}
    groups = {}
    for order in orders:
        groups.setdefault(order.customer, []).append(order)
    into.update(groups)
    return into
