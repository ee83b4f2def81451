"""Uses the text of an operation as its key, which tells where an object is and not what it equals.

Fails: test_equal_operations_are_the_same, test_compares_no_more_than_twice_per_message,
    test_hashes_no_more_than_twice_per_message, test_calls_one_function_per_message
"""


class Router:
    def __init__(self, routes):
        self._table = {str(op): function for op, function in routes}

    def handle(self, op, a, b):
        return self._table[str(op)](a, b)
