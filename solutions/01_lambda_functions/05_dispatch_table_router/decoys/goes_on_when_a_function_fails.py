"""Takes an error of a family's function for a sign that the next family is meant.

Fails: test_an_error_of_a_family_is_not_hidden
"""


class Router:
    def __init__(self, routes, families=()):
        self._table = dict(routes)
        self._families = list(families)

    def handle(self, op, a, b):
        if op in self._table:
            return self._table[op](a, b)
        for belongs, function in self._families:
            if belongs(op):
                try:
                    return function(a, b)
                except Exception:
                    continue
        raise LookupError("no such operation")
