"""Calls what get found, even if it is None, and takes any TypeError of that for a missing route.

Fails: test_an_error_of_a_function_is_not_hidden
"""


class Router:
    def __init__(self, routes, families=()):
        self._table = dict(routes)
        self._families = list(families)

    def handle(self, op, a, b):
        try:
            return self._table.get(op)(a, b)
        except TypeError:
            return self._of_family(op)(a, b)

    def _of_family(self, op):
        for belongs, function in self._families:
            if belongs(op):
                return function
        raise LookupError("no such operation")
