"""Takes the oldest iterator instead of the youngest: sideways before down.

Fails: test_gives_each_node_before_its_children, test_takes_any_iterable_of_children, test_gives_false_nodes_too,
    test_agrees_with_recursion_on_random_threads, test_asks_for_children_when_they_are_needed,
    test_keeps_a_few_nodes_alive
"""

from collections import deque


def walk(root, children):
    yield root
    queue = deque([iter(children(root))])
    while queue:
        for node in queue[0]:
            yield node
            queue.append(iter(children(node)))
            break
        else:
            queue.popleft()
