"""Takes an error of the routes for their end.

Fails: test_takes_routes_from_a_generator
"""


def before_an_error(items):
    try:
        yield from items
    except Exception:
        return


class Router:
    def __init__(self, routes):
        self._table = dict(before_an_error(routes))

    def handle(self, op, a, b):
        return self._table[op](a, b)
