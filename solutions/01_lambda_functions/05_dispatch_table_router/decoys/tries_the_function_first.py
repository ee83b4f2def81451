"""Calls the function once to see whether it works, and once more for the answer.

Fails: test_calls_one_function_per_message
"""


class Router:
    def __init__(self, routes):
        self._table = dict(routes)

    def handle(self, op, a, b):
        function = self._table[op]
        if function(a, b) is None:
            raise TypeError("the function gave nothing")
        return function(a, b)
