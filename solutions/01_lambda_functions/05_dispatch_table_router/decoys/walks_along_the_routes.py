"""Compares the operation with one route after the other.

Fails: test_compares_no_more_than_twice_per_message
"""


class Router:
    def __init__(self, routes, families=()):
        self._routes = list(routes)[::-1]
        self._families = list(families)

    def handle(self, op, a, b):
        for known, function in self._routes:
            if known == op:
                return function(a, b)
        return self._of_family(op)(a, b)

    def _of_family(self, op):
        for belongs, function in self._families:
            if belongs(op):
                return function
        raise LookupError("no such operation")
