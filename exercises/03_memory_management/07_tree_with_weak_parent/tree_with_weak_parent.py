"""The outline of a document: chapters in books, sections in chapters."""


class Node:
    """A node of a tree: it has a name, its children in order, and a parent, which is None for a root.

    When the last name for a tree is gone, all of it is freed at once, without the garbage collector.
    """

    def __init__(self, name: str) -> None:
        raise NotImplementedError

    @property
    def parent(self) -> "Node | None":
        """The node that this one is a child of; None if there isn't one, or if it is no longer alive."""
        raise NotImplementedError

    @property
    def children(self) -> list["Node"]:
        """The children, in the order in which they were added."""
        raise NotImplementedError

    def add(self, child: "Node") -> None:
        """Make a node the last child of this one; it leaves its old parent.

        Raises:
            ValueError: it is this node itself, or one above it.
        """
        raise NotImplementedError

    def remove(self, child: "Node") -> None:
        """Take a child out: it is a root then, with all that is below it.

        Raises:
            ValueError: it is not a child of this node.
        """
        raise NotImplementedError

    def path(self) -> str:
        """The names from the root down to this node, with a slash between them: "book/chapter/section"."""
        raise NotImplementedError
