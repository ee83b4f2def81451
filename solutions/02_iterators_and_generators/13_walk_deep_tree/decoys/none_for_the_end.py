"""Takes a node that is None for the end of its level.

Fails: test_gives_false_nodes_too
"""


def walk(root, children):
    yield root
    stack = [iter(children(root))]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        else:
            yield node
            stack.append(iter(children(node)))
