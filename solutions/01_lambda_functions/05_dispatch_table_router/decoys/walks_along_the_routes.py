"""Compares the operation with one route after the other.

Fails: test_compares_no_more_than_twice_per_message
"""


class Router:
    def __init__(self, routes):
        self._routes = list(routes)[::-1]

    def handle(self, op, a, b):
        for known, function in self._routes:
            if known == op:
                return function(a, b)
        raise LookupError("no such operation")
