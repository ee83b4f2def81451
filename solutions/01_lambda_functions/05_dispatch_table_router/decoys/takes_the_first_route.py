"""Lets the first route of an operation stand.

Fails: test_the_later_route_counts, test_agrees_with_a_model_on_random_routes
"""


class Router:
    def __init__(self, routes):
        self._table = {}
        for op, function in routes:
            self._table.setdefault(op, function)

    def handle(self, op, a, b):
        return self._table[op](a, b)
