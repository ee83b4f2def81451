"""Takes the first route that a filter lets through: a loop in other clothes.

Fails: test_compares_no_more_than_twice_per_message
"""


class Router:
    def __init__(self, routes):
        self._routes = list(routes)[::-1]

    def handle(self, op, a, b):
        found = next(filter(lambda route: route[0] == op, self._routes), None)
        if found is None:
            raise LookupError("no such operation")
        return found[1](a, b)
