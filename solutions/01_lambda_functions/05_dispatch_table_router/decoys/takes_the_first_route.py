"""Lets the first route of an operation stand.

Fails: test_the_later_route_counts, test_agrees_with_a_model_on_random_routes
"""


class Router:
    def __init__(self, routes, families=()):
        self._table = {}
        for op, function in routes:
            self._table.setdefault(op, function)
        self._families = list(families)

    def handle(self, op, a, b):
        function = self._table.get(op) or self._of_family(op)
        return function(a, b)

    def _of_family(self, op):
        for belongs, function in self._families:
            if belongs(op):
                return function
        raise LookupError("no such operation")
