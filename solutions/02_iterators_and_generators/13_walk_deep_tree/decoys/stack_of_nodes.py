"""Puts all children of a node on the stack, the last one lowest.

Fails: test_takes_one_child_at_a_time, test_keeps_a_few_nodes_alive
"""


def walk(root, children):
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(list(children(node))))
