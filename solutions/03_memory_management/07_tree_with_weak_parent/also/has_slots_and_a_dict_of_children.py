"""Slots, a dict for the children, whose keys keep their order, and a lambda in place of the parent of a root."""

from collections.abc import Iterator
from weakref import ref


class Node:
    __slots__ = ("__weakref__", "_below", "_up", "name")

    def __init__(self, name: str) -> None:
        self.name = name
        self._below: dict[Node, None] = {}
        self._up = _nobody

    @property
    def parent(self) -> "Node | None":
        return self._up()

    @property
    def children(self) -> tuple["Node", ...]:
        return tuple(self._below)

    def _upwards(self) -> Iterator["Node"]:
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def add(self, child: "Node") -> None:
        if any(node is child for node in self._upwards()):
            raise ValueError(f"{child.name} is above {self.name}")
        old = child.parent
        if old is not None:
            old.remove(child)
        self._below[child] = None
        child._up = ref(self)

    def remove(self, child: "Node") -> None:
        if child not in self._below:
            raise ValueError(f"{child.name} is not a child of {self.name}")
        del self._below[child]
        child._up = _nobody

    def path(self) -> str:
        return "/".join([node.name for node in self._upwards()][::-1])


def _nobody() -> None:
    """The parent of a root."""
