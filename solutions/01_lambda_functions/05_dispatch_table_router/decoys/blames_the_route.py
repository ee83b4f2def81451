"""Takes a KeyError of the function for a missing route, because the call stands inside the try.

Fails: test_an_error_of_a_function_is_not_hidden
"""


class Router:
    def __init__(self, routes, families=()):
        self._table = dict(routes)
        self._families = list(families)

    def handle(self, op, a, b):
        try:
            return self._table[op](a, b)
        except KeyError:
            return self._of_family(op)(a, b)

    def _of_family(self, op):
        for belongs, function in self._families:
            if belongs(op):
                return function
        raise LookupError("no such operation")
