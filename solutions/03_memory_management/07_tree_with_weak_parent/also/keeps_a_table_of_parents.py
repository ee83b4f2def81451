"""A table beside the nodes says which node is the parent of which: both sides are weak."""

from weakref import WeakKeyDictionary, ref

PARENTS: "WeakKeyDictionary[Node, ref[Node]]" = WeakKeyDictionary()


class Node:
    def __init__(self, name: str) -> None:
        self.name = name
        self.children: list[Node] = []

    @property
    def parent(self) -> "Node | None":
        known = PARENTS.get(self)
        return None if known is None else known()

    def _ancestry(self) -> "list[Node]":
        ancestry = [self]
        while (above := ancestry[-1].parent) is not None:
            ancestry.append(above)
        return ancestry[::-1]

    def add(self, child: "Node") -> None:
        if child in self._ancestry():
            raise ValueError("a node cannot be its own ancestor")
        if child.parent:
            child.parent.remove(child)
        self.children.append(child)
        PARENTS[child] = ref(self)

    def remove(self, child: "Node") -> None:
        self.children.remove(child)
        del PARENTS[child]

    def path(self) -> str:
        return "/".join(node.name for node in self._ancestry())
