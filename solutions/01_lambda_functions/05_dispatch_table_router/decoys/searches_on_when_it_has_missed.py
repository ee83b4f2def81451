"""Finds known operations in a dict, but compares an unknown one with all of them before it gives up.

Fails: test_compares_no_more_than_twice_per_message
"""


class Router:
    def __init__(self, routes):
        self._table = dict(routes)

    def handle(self, op, a, b):
        function = self._table.get(op)
        if function is None:
            function = next((self._table[known] for known in self._table if known == op), None)
        if function is None:
            raise LookupError("no such operation")
        return function(a, b)
