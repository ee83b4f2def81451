"""Makes the wrong direction weak: the children own their parent, and nobody owns the children.

Fails: test_a_parent_keeps_its_children, test_a_held_child_does_not_keep_its_parent,
    test_gives_the_path_from_far_below
"""

from weakref import ref


class Node:
    def __init__(self, name):
        self.name = name
        self._children = []
        self._parent = None

    @property
    def parent(self):
        return self._parent

    @property
    def children(self):
        return [child for child in (known() for known in self._children) if child is not None]

    def add(self, child):
        above = self
        while above is not None:
            if above is child:
                raise ValueError(f"{child.name} cannot be put below itself")
            above = above.parent
        if child.parent is not None:
            child.parent.remove(child)
        self._children.append(ref(child))
        child._parent = self

    def remove(self, child):
        self._children.remove(ref(child))
        child._parent = None

    def path(self):
        return f"{self.parent.path()}/{self.name}" if self.parent else self.name
