"""Keeps operations and functions in two lists, and goes through the first one twice.

Fails: test_compares_no_more_than_twice_per_message
"""


class Router:
    def __init__(self, routes):
        routes = list(routes)[::-1]
        self._ops = [op for op, _ in routes]
        self._functions = [function for _, function in routes]

    def handle(self, op, a, b):
        if op not in self._ops:
            raise LookupError("no such operation")
        return self._functions[self._ops.index(op)](a, b)
