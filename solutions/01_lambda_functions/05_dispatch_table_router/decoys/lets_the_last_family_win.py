"""Goes through the families from the back, as the later route counts too.

Fails: test_a_family_takes_what_has_no_route, test_an_error_of_a_family_is_not_hidden,
    test_asks_the_families_up_to_the_one_that_fits
"""


class Router:
    def __init__(self, routes, families=()):
        self._table = dict(routes)
        self._families = list(families)[::-1]

    def handle(self, op, a, b):
        function = self._table.get(op) or self._of_family(op)
        return function(a, b)

    def _of_family(self, op):
        for belongs, function in self._families:
            if belongs(op):
                return function
        raise LookupError("no such operation")
