"""Puts the results of all functions into a table, to take one of them.

Fails: test_an_error_of_a_function_is_not_hidden, test_hashes_no_more_than_twice_per_message,
    test_calls_one_function_per_message
"""


class Router:
    def __init__(self, routes, families=()):
        self._routes = list(routes)
        self._families = list(families)

    def handle(self, op, a, b):
        results = {known: function(a, b) for known, function in self._routes}
        return results[op] if op in results else self._of_family(op)(a, b)

    def _of_family(self, op):
        for belongs, function in self._families:
            if belongs(op):
                return function
        raise LookupError("no such operation")
