"""Guards against circles by a list of all nodes so far, which a tree does not have.

Fails: test_agrees_with_recursion_on_random_threads, test_keeps_a_few_nodes_alive
"""


def walk(root, children):
    seen = [root]
    yield root
    stack = [iter(children(root))]
    while stack:
        for node in stack[-1]:
            if node not in seen:
                seen.append(node)
                yield node
                stack.append(iter(children(node)))
                break
        else:
            stack.pop()
