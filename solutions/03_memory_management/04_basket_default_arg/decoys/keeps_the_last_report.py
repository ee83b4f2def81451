"""Keeps the last report in a module's variable, to look at when something goes wrong.

Fails: test_keeps_no_order_of_a_report, test_keeps_no_order_of_a_basket
"""

last_report = None


def group_by_customer(orders, into=None):
    global last_report
    if into is None:
        into = {}
    last_report = into
    for order in orders:
        into.setdefault(order.customer, []).append(order)
    return into
