"""Copies the dict but not its lists, and so never extends the basket with a new customer.

Fails: test_extends_a_basket_that_is_handed_in, test_extends_an_empty_basket_too, test_keeps_no_order_of_a_basket
"""


def group_by_customer(orders, into={}):
    into = into.copy()
    for order in orders:
        into.setdefault(order.customer, []).append(order)
    return into
