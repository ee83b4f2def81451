"""Asks for the children a first time to see whether there are any.

Fails: test_takes_any_iterable_of_children, test_asks_once_for_each_node,
    test_asks_for_children_when_they_are_needed, test_keeps_a_few_nodes_alive
"""


def walk(root, children):
    yield root
    stack = [iter(children(root))]
    while stack:
        for node in stack[-1]:
            yield node
            if any(True for _ in children(node)):
                stack.append(iter(children(node)))
            break
        else:
            stack.pop()
