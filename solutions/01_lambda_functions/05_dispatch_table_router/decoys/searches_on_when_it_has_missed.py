"""Finds known operations in a dict, but compares an unknown one with all of them before it goes on.

Fails: test_compares_no_more_than_twice_per_message
"""


class Router:
    def __init__(self, routes, families=()):
        self._table = dict(routes)
        self._families = list(families)

    def handle(self, op, a, b):
        function = self._table.get(op)
        if function is None:
            function = next((self._table[known] for known in self._table if known == op), None)
        if function is None:
            function = self._of_family(op)
        return function(a, b)

    def _of_family(self, op):
        for belongs, function in self._families:
            if belongs(op):
                return function
        raise LookupError("no such operation")
