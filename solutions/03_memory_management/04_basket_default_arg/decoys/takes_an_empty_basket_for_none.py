"""Takes an empty basket for none, and fills another one.

Fails: test_extends_an_empty_basket_too, test_keeps_no_order_of_a_basket
"""


def group_by_customer(orders, into=None):
    into = into or {}
    for order in orders:
        into.setdefault(order.customer, []).append(order)
    return into
