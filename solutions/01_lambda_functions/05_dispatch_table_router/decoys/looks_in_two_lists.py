"""Keeps operations and functions in two lists, and goes through the first one twice.

Fails: test_compares_no_more_than_twice_per_message
"""


class Router:
    def __init__(self, routes, families=()):
        routes = list(routes)[::-1]
        self._ops = [op for op, _ in routes]
        self._functions = [function for _, function in routes]
        self._families = list(families)

    def handle(self, op, a, b):
        if op not in self._ops:
            return self._of_family(op)(a, b)
        return self._functions[self._ops.index(op)](a, b)

    def _of_family(self, op):
        for belongs, function in self._families:
            if belongs(op):
                return function
        raise LookupError("no such operation")
