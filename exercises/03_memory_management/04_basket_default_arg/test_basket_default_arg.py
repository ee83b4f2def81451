"""Specification of group_by_customer: behaviour first, then what it may keep alive.

``lives`` counts the orders. It keeps the garbage collector off, so "gone" means gone at once.
"""

from graders import as_it_was, lives, probe, seeded

import pytest

from basket_default_arg import group_by_customer

CUSTOMERS = ["ada", "bob", "cyd", "dan", "eve"]


def test_groups_the_orders_of_each_customer():
    """Each customer has a list of their own orders, in the order in which they came.

    Try: check whether a customer who orders twice, with others in between, has both orders.
    """
    orders = [Order("ada", "pen"), Order("bob", "ink"), Order("ada", "cap")]
    report = group_by_customer(orders)
    assert items_of(report) == {"ada": ["pen", "cap"], "bob": ["ink"]}
    assert list(report) == ["ada", "bob"]
    assert report["ada"][0] is orders[0]


def test_gives_an_empty_report_for_no_orders():
    """No orders make an empty report.

    Try: go through the orders in a loop, and let it run zero times.
    """
    assert group_by_customer([]) == {}


def test_takes_a_generator_of_random_orders():
    """Random orders from a generator are grouped just as they come; an error of the generator reaches the caller.

    Try: go through orders once, from the first to the last, without sorting them and without an except.
    """
    orders = random_orders(40)
    assert items_of(group_by_customer(order for order in orders)) == grouped(orders)
    failure = Torn("the till is offline")

    def broken():
        yield from orders
        raise failure

    with pytest.raises(Torn) as caught:
        group_by_customer(broken())
    assert caught.value is failure


def test_reports_only_the_orders_of_this_request():
    """A second report knows nothing of the first one's orders.

    Try: print the report of an empty request that comes after a full one. Where do its orders come from?
    """
    first, second = random_orders(2), random_orders(2)
    assert items_of(group_by_customer(first)) == grouped(first)
    assert group_by_customer([]) == {}
    assert items_of(group_by_customer(second)) == grouped(second)


def test_leaves_earlier_reports_as_they_are():
    """A report that somebody still has is not changed by the next request.

    Try: emptying one dict again and again doesn't make two. Each request without into needs a new one.
    """
    first, second = random_orders(2), random_orders(2)
    earlier, later, two = two_reports(group_by_customer, first, second)
    assert items_of(earlier) == grouped(first)
    assert items_of(later) == grouped(second)
    assert two, "both requests were given the same dict"


def test_gives_the_report_to_the_caller():
    """What the caller writes into a report doesn't turn up in the next one.

    Try: keep nothing of what you return: neither the dict, nor a copy of it that the next one starts with.
    """
    extra = Order("ada", "written by the caller")
    later = random_orders(5)
    nothing, report = report_and_change(group_by_customer, random_orders(5), extra, later)
    assert nothing == {}
    assert items_of(report) == grouped(later)


def test_extends_a_basket_that_is_handed_in():
    """A dict that is handed in gets the new orders after its old ones, and is itself the result.

    Try: put the orders into this very dict. A copy of it is another one.
    """
    first, second = random_orders(20), random_orders(20)
    basket = group_by_customer(first, {})
    assert group_by_customer(second, basket) is basket
    assert items_of(basket) == grouped(first, second)


def test_extends_an_empty_basket_too():
    """An empty dict that is handed in is extended as well, and is itself the result.

    Try: an empty dict counts as false, but it is not None. Which of the two does your condition ask for?
    """
    orders, basket = random_orders(40), {}
    assert group_by_customer(orders, basket) is basket
    assert items_of(basket) == grouped(orders)


def test_leaves_the_orders_as_they_are():
    """The list of orders is left unchanged.

    Try: read the orders without taking them out or sorting them.
    """
    orders = random_orders(20)
    before = list(orders)
    with as_it_was(orders):
        group_by_customer(orders)
    assert orders == before


def test_keeps_no_order_of_a_report():
    """When three requests and their reports have been dropped, 0 orders are alive.

    Try: who owns the dict of the last report when its caller has let it go? What is made when def runs, and
    what a module's variable holds, lives as long as the program.
    """
    with lives(Order) as alive:
        for _ in range(3):
            rows = random_rows(20)
            assert report_and_drop(group_by_customer, rows) == grouped_rows(rows)
        alive.at_most(0, "orders alive after their reports are dropped")


def test_keeps_no_order_of_a_basket():
    """When a basket that was handed in has been dropped, 0 of its orders are alive.

    Try: look for a second place where you put orders or baskets: a cache, a log, a "last report".
    """
    with lives(Order) as alive:
        days = [random_rows(20) for _ in range(3)]
        assert fill_and_drop(group_by_customer, days) == grouped_rows(row for rows in days for row in rows)
        alive.at_most(0, "orders alive after their basket is dropped")


# What the tests above are made of


class Torn(Exception):
    """An error that no code but this test can know."""


@probe
class Order:
    """What somebody ordered."""

    def __init__(self, customer, item):
        self.customer = customer
        self.item = item


@probe
def two_reports(group, first, second):
    """The reports of two requests, looked at after the second; are they two dicts?"""
    reports = group(first), group(second)
    return *reports, reports[0] is not reports[1]


@probe
def written_into(report, customer, order):
    """A caller writes an order into its report."""
    report.setdefault(customer, []).append(order)


@probe
def report_and_change(group, orders, order, later):
    """A caller adds an order to its report; the reports of the next two requests, the first of which is empty."""
    report = group(orders)
    written_into(report, "ada", order)
    return dict(group([])), group(later)


@probe
def report_and_drop(group, rows):
    """Orders come in, and are dropped with their report; the items of those very orders that were in it."""
    orders = [Order(customer, item) for customer, item in rows]
    return {
        customer: [each.item for each in found if any(each is order for order in orders)]
        for customer, found in group(orders).items()
    }


@probe
def fill_and_drop(group, days):
    """A basket is filled with the orders of some days, and dropped; the items that were in it."""
    basket = {}
    for rows in days:
        group((Order(customer, item) for customer, item in rows), basket)
    return {customer: [order.item for order in orders] for customer, orders in basket.items()}


def random_rows(count):
    """Random customers, each with an item of its own."""
    rng = seeded()
    return [(rng.choice(CUSTOMERS), f"item {number}") for number in rng.sample(range(10_000), count)]


def random_orders(count):
    """Orders of random customers, each for an item of its own."""
    return [Order(customer, item) for customer, item in random_rows(count)]


def items_of(report):
    """The items in a report: plain text is easily compared."""
    return {customer: [order.item for order in orders] for customer, orders in report.items()}


def grouped(*requests):
    """The plain definition, by the items of the orders."""
    return grouped_rows((order.customer, order.item) for orders in requests for order in orders)


def grouped_rows(rows):
    """The same, of customers with their items."""
    report = {}
    for customer, item in rows:
        report[customer] = [*report.get(customer, []), item]
    return report
