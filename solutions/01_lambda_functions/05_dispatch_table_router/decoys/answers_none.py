"""Returns None for an operation that it does not know.

Fails: test_refuses_an_unknown_operation, test_routers_do_not_share_their_routes,
    test_a_family_takes_what_has_no_route, test_takes_families_from_a_generator,
    test_compares_no_more_than_twice_per_message, test_hashes_no_more_than_twice_per_message,
    test_calls_one_function_per_message, test_asks_the_families_up_to_the_one_that_fits
"""


class Router:
    def __init__(self, routes, families=()):
        self._table = dict(routes)
        self._families = list(families)

    def handle(self, op, a, b):
        for belongs, function in [] if op in self._table else self._families:
            if belongs(op):
                return function(a, b)
        return self._table.get(op, lambda a, b: None)(a, b)
