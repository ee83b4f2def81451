"""Groups in an object that refers to its own method: only the garbage collector frees what it holds.

Fails: test_keeps_no_order_of_a_report, test_keeps_no_order_of_a_basket
"""


class Grouping:
    def __init__(self, into):
        self.into = into
        self.take = self.add

    def add(self, order):
        self.into.setdefault(order.customer, []).append(order)


def group_by_customer(orders, into=None):
    grouping = Grouping({} if into is None else into)
    for order in orders:
        grouping.take(order)
    return grouping.into
