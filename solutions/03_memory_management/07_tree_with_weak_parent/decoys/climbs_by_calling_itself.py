"""Its path calls itself for every level, and runs out of stack in a deep tree.

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
        above = self
        while above is not None:
            if above is child:
                raise ValueError(f"{child.name} cannot be put below itself")
            above = above.parent
        if child.parent is not None:
            child.parent.remove(child)
        self._children.append(child)
        child._parent = ref(self)

    def remove(self, child):
        self._children.remove(child)
        child._parent = None

    def path(self):
        return f"{self.parent.path()}/{self.name}" if self.parent else self.name
