"""Builds the dict again for every message.

Fails: test_hashes_no_more_than_twice_per_message
"""


class Router:
    def __init__(self, routes):
        self._routes = list(routes)

    def handle(self, op, a, b):
        return dict(self._routes)[op](a, b)
