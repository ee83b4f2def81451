"""Takes a KeyError of the function for a missing route, because the call stands inside the try.

Fails: test_an_error_of_a_function_is_not_hidden
"""


class Router:
    def __init__(self, routes):
        self._table = dict(routes)

    def handle(self, op, a, b):
        try:
            return self._table[op](a, b)
        except KeyError:
            raise LookupError("no such operation") from None
