"""Takes any error of the children for their end, so that half a thread looks whole.

Fails: test_lets_an_error_of_children_be_seen
"""


def walk(root, children):
    yield root
    stack = [iter(children(root))]
    while stack:
        try:
            node = next(stack[-1])
        except Exception:
            stack.pop()
            continue
        yield node
        stack.append(iter(children(node)))
        del node
