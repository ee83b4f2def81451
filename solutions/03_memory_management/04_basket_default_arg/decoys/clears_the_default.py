"""Empties the function's dict at the start of each call, the earlier report included.

Fails: test_leaves_earlier_reports_as_they_are, test_keeps_no_order_of_a_report
"""

_report = {}


def group_by_customer(orders, into=_report):
    if into is _report:
        into.clear()
    for order in orders:
        into.setdefault(order.customer, []).append(order)
    return into
