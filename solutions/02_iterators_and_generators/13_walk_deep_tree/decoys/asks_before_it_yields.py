"""Asks for the children of a node before the node is handed over.

Fails: test_lets_an_error_of_children_be_seen, test_asks_for_children_when_they_are_needed
"""


def walk(root, children):
    stack = [iter([root])]
    while stack:
        for node in stack[-1]:
            stack.append(iter(children(node)))
            yield node
            break
        else:
            stack.pop()
