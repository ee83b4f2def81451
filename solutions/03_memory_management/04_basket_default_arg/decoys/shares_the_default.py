"""The given code: all calls without a basket fill the dict that def has made.

Fails: test_reports_only_the_orders_of_this_request, test_leaves_earlier_reports_as_they_are,
    test_gives_the_report_to_the_caller, test_keeps_no_order_of_a_report
"""


def group_by_customer(orders, into={}):
    for order in orders:
        into.setdefault(order.customer, []).append(order)
    return into
