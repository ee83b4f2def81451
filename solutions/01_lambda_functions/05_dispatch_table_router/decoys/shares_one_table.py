"""Keeps the table in the class, where all routers write into it.

Fails: test_routers_do_not_share_their_routes
"""


class Router:
    _table = {}

    def __init__(self, routes):
        self._table.update(routes)

    def handle(self, op, a, b):
        return self._table[op](a, b)
