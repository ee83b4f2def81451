"""Walk through nested comments, however deep."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

N = TypeVar("N")


def walk(root: N, children: Callable[[N], Iterable[N]]) -> Iterator[N]:
    """Yield the root and all its descendants, each before its children.

    Any depth; children are asked for only when needed, and never stored.
    """
    raise NotImplementedError
