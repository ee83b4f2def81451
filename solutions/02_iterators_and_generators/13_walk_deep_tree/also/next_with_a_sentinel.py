"""Asks the deepest level for its next node with next, and a sentinel that no node can be."""

from collections import deque

END = object()


def walk(root, children):
    levels = deque([iter([root])])
    while levels:
        node = next(levels[-1], END)
        if node is END:
            levels.pop()
        else:
            yield node
            levels.append(iter(children(node)))
