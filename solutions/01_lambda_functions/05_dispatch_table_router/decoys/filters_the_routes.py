"""Takes the first route that a filter lets through: a loop in other clothes.

Fails: test_compares_no_more_than_twice_per_message
"""


class Router:
    def __init__(self, routes, families=()):
        self._routes = list(routes)[::-1]
        self._families = list(families)

    def handle(self, op, a, b):
        found = next(filter(lambda route: route[0] == op, self._routes), None)
        function = found[1] if found else self._of_family(op)
        return function(a, b)

    def _of_family(self, op):
        for belongs, function in self._families:
            if belongs(op):
                return function
        raise LookupError("no such operation")
