"""Fills the function's dict, emptied before, and returns a copy of it: the last orders stay in it.

Fails: test_keeps_no_order_of_a_report
"""

_report = {}


def group_by_customer(orders, into=None):
    if into is not None:
        return _fill(orders, into)
    _report.clear()
    return dict(_fill(orders, _report))


def _fill(orders, into):
    for order in orders:
        into.setdefault(order.customer, []).append(order)
    return into
