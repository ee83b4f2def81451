"""Walks the whole tree before it hands over the first node.

Fails: test_lets_an_error_of_children_be_seen, test_asks_for_children_when_they_are_needed,
    test_takes_one_child_at_a_time, test_keeps_a_few_nodes_alive
"""


def walk(root, children):
    found = [root]
    stack = [iter(children(root))]
    while stack:
        for node in stack[-1]:
            found.append(node)
            stack.append(iter(children(node)))
            break
        else:
            stack.pop()
    return found
