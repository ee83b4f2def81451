"""A stack of iterators: one for each level, and each remembers how far its level has come."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

N = TypeVar("N")


def walk(root: N, children: Callable[[N], Iterable[N]]) -> Iterator[N]:
    """Yield the root and all its descendants, each before its children.

    Any depth; children are asked for only when needed, and never stored.
    """
    yield root
    stack = [iter(children(root))]
    while stack:
        for node in stack[-1]:
            yield node
            stack.append(iter(children(node)))
            break
        else:
            stack.pop()
