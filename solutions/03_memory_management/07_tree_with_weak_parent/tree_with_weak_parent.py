"""A parent owns its children; a child only looks up to its parent, through a weak reference."""

from weakref import ref


class Node:
    """A node of a tree: it has a name, its children in order, and a parent, which is None for a root.

    When the last name for a tree is gone, all of it is freed at once, without the garbage collector.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._children: list[Node] = []
        self._parent: ref[Node] | None = None

    @property
    def parent(self) -> "Node | None":
        """The node that this one is a child of; None if there isn't one, or if it is no longer alive."""
        return self._parent and self._parent()

    @property
    def children(self) -> list["Node"]:
        """The children, in the order in which they were added."""
        return list(self._children)

    def add(self, child: "Node") -> None:
        """Make a node the last child of this one; it leaves its old parent.

        Raises:
            ValueError: it is this node itself, or one above it.
        """
        above: Node | None = self
        while above is not None:
            if above is child:
                raise ValueError(f"{child.name} cannot be put below itself")
            above = above.parent
        if child.parent is not None:
            child.parent.remove(child)
        self._children.append(child)
        child._parent = ref(self)

    def remove(self, child: "Node") -> None:
        """Take a child out: it is a root then, with all that is below it.

        Raises:
            ValueError: it is not a child of this node.
        """
        self._children.remove(child)
        child._parent = None

    def path(self) -> str:
        """The names from the root down to this node, with a slash between them: "book/chapter/section"."""
        names: list[str] = []
        above: Node | None = self
        while above is not None:
            names.append(above.name)
            above = above.parent
        return "/".join(reversed(names))
