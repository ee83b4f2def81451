"""Takes an error of the orders for their end, and reports what came before it.

Fails: test_takes_a_generator_of_random_orders
"""


def group_by_customer(orders, into=None):
    if into is None:
        into = {}
    try:
        for order in orders:
            into.setdefault(order.customer, []).append(order)
    except Exception:
        pass
    return into
