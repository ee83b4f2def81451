"""Empties whatever dict it has: the one that was handed in as well.

Fails: test_leaves_earlier_reports_as_they_are, test_extends_a_basket_that_is_handed_in,
    test_keeps_no_order_of_a_report, test_keeps_no_order_of_a_basket
"""


def group_by_customer(orders, into={}):
    into.clear()
    for order in orders:
        into.setdefault(order.customer, []).append(order)
    return into
