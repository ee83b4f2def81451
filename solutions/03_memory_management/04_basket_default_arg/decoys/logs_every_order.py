"""Appends each order to a log that nobody ever shortens.

Fails: test_keeps_no_order_of_a_report, test_keeps_no_order_of_a_basket
"""

_log = []


def group_by_customer(orders, into=None):
    if into is None:
        into = {}
    for order in orders:
        into.setdefault(order.customer, []).append(order)
        _log.append(order)
    return into
