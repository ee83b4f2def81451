"""Looks for a circle by calling itself for every level, and runs out of stack in a deep tree.

Fails: test_gives_the_path_from_far_below
"""

from weakref import ref


class Node:
    def __init__(self, name):
        self.name = name
        self._children = []
        self._parent = None

    @property
    def parent(self):
        return self._parent and self._parent()

    @property
    def children(self):
        return list(self._children)

    def add(self, child):
        if self._is_below(child):
            raise ValueError(f"{child.name} cannot be put below itself")
        if child.parent is not None:
            child.parent.remove(child)
        self._children.append(child)
        child._parent = ref(self)

    def remove(self, child):
        self._children.remove(child)
        child._parent = None

    def path(self):
        names = []
        above = self
        while above is not None:
            names.append(above.name)
            above = above.parent
        return "/".join(reversed(names))

    def _is_below(self, other):
        return self is other or (self.parent is not None and self.parent._is_below(other))
