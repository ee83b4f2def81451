"""Collects all families that fit, to take the first of them.

Fails: test_an_error_of_a_family_is_not_hidden, test_asks_the_families_up_to_the_one_that_fits
"""


class Router:
    def __init__(self, routes, families=()):
        self._table = dict(routes)
        self._families = list(families)

    def handle(self, op, a, b):
        if op in self._table:
            return self._table[op](a, b)
        fitting = [function for belongs, function in self._families if belongs(op)]
        if not fitting:
            raise LookupError("no such operation")
        return fitting[0](a, b)
