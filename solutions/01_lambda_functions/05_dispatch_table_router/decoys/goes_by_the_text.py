"""Uses the text of an operation as its key, which tells where an object is and not what it equals.

Fails: test_equal_operations_are_the_same, test_compares_no_more_than_twice_per_message,
    test_hashes_no_more_than_twice_per_message, test_calls_one_function_per_message
"""


class Router:
    def __init__(self, routes, families=()):
        self._table = {str(op): function for op, function in routes}
        self._families = list(families)

    def handle(self, op, a, b):
        function = self._table.get(str(op)) or self._of_family(op)
        return function(a, b)

    def _of_family(self, op):
        for belongs, function in self._families:
            if belongs(op):
                return function
        raise LookupError("no such operation")
