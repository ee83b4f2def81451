"""Calls itself for every child: a frame for each level, until Python has had enough.

Fails: test_costs_10_calls_a_node_at_most, test_walks_20_000_levels
"""


def walk(root, children):
    yield root
    for child in children(root):
        yield from walk(child, children)
