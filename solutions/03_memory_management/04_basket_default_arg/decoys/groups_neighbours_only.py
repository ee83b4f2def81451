"""Leaves it to groupby, which groups only what stands side by side.

Fails: test_groups_the_orders_of_each_customer, test_gives_the_report_to_the_caller,
    test_takes_a_generator_of_random_orders, test_extends_a_basket_that_is_handed_in,
    test_extends_an_empty_basket_too, test_keeps_no_order_of_a_report, test_keeps_no_order_of_a_basket
"""

from itertools import groupby


def group_by_customer(orders, into=None):
    if into is None:
        into = {}
    for customer, group in groupby(orders, lambda order: order.customer):
        into[customer] = list(group)
    return into
