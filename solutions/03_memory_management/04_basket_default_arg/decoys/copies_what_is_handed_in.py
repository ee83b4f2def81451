"""Copies the dict, the default and the caller's own alike.

Fails: test_extends_a_basket_that_is_handed_in, test_extends_an_empty_basket_too, test_keeps_no_order_of_a_basket
"""


def group_by_customer(orders, into={}):
    into = {customer: list(known) for customer, known in into.items()}
    for order in orders:
        into.setdefault(order.customer, []).append(order)
    return into
