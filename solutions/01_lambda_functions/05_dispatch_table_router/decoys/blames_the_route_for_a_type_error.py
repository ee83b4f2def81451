"""Calls what get found, be it None, and takes any TypeError of that for a missing route.

Fails: test_an_error_of_a_function_is_not_hidden
"""


class Router:
    def __init__(self, routes):
        self._table = dict(routes)

    def handle(self, op, a, b):
        try:
            return self._table.get(op)(a, b)
        except TypeError:
            raise LookupError("no such operation") from None
