"""Puts the children on the stack as they come, so that the last is taken first.

Fails: test_gives_each_node_before_its_children, test_takes_any_iterable_of_children, test_gives_false_nodes_too,
    test_agrees_with_recursion_on_random_threads, test_asks_for_children_when_they_are_needed,
    test_takes_one_child_at_a_time, test_keeps_a_few_nodes_alive
"""


def walk(root, children):
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(children(node))
