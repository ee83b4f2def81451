"""Keeps the routes as they came, and reads them when a message comes.

Fails: test_takes_routes_from_a_generator, test_agrees_with_a_model_on_random_routes,
    test_hashes_no_more_than_twice_per_message
"""


class Router:
    def __init__(self, routes, families=()):
        self._routes = routes
        self._families = list(families)

    def handle(self, op, a, b):
        function = dict(self._routes).get(op) or self._of_family(op)
        return function(a, b)

    def _of_family(self, op):
        for belongs, function in self._families:
            if belongs(op):
                return function
        raise LookupError("no such operation")
