"""Calls the function once to see whether it works, and once more for the answer.

Fails: test_calls_one_function_per_message
"""


class Router:
    def __init__(self, routes, families=()):
        self._table = dict(routes)
        self._families = list(families)

    def handle(self, op, a, b):
        function = self._table.get(op) or self._of_family(op)
        if function(a, b) is None:
            raise TypeError("the function returned nothing")
        return function(a, b)

    def _of_family(self, op):
        for belongs, function in self._families:
            if belongs(op):
                return function
        raise LookupError("no such operation")
