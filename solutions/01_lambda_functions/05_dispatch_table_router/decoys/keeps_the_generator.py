"""Keeps the routes as they came, and reads them when a message comes.

Fails: test_takes_routes_from_a_generator, test_agrees_with_a_model_on_random_routes,
    test_hashes_no_more_than_twice_per_message
"""


class Router:
    def __init__(self, routes):
        self._routes = routes

    def handle(self, op, a, b):
        return dict(self._routes)[op](a, b)
