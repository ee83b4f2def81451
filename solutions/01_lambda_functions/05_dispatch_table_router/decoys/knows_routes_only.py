"""A table of routes and nothing else: what it does not have belongs to nobody.

Fails: test_a_family_takes_what_has_no_route, test_takes_families_from_a_generator,
    test_an_error_of_a_family_is_not_hidden, test_asks_the_families_up_to_the_one_that_fits
"""


class Router:
    def __init__(self, routes, families=()):
        self._table = dict(routes)

    def handle(self, op, a, b):
        return self._table[op](a, b)
