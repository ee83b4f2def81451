"""Calls itself for every child, and raises the limit that stands in the way.

Fails: test_costs_10_calls_a_node_at_most, test_walks_20_000_levels
"""

import sys

sys.setrecursionlimit(10**6)


def walk(root, children):
    yield root
    for child in children(root):
        yield from walk(child, children)
