"""Returns None for an operation that it does not know.

Fails: test_refuses_an_unknown_operation, test_routers_do_not_share_their_routes,
    test_compares_no_more_than_twice_per_message, test_hashes_no_more_than_twice_per_message,
    test_calls_one_function_per_message
"""


class Router:
    def __init__(self, routes):
        self._table = dict(routes)

    def handle(self, op, a, b):
        return self._table.get(op, lambda a, b: None)(a, b)
