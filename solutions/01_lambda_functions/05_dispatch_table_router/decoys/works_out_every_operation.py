"""Puts the results of all functions into a table, to take one of them.

Fails: test_an_error_of_a_function_is_not_hidden, test_hashes_no_more_than_twice_per_message,
    test_calls_one_function_per_message
"""


class Router:
    def __init__(self, routes):
        self._routes = list(routes)

    def handle(self, op, a, b):
        return {known: function(a, b) for known, function in self._routes}[op]
