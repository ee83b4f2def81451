"""Looks for a circle at its parent and grandparent only, and lets a longer one in.

Fails: test_refuses_what_makes_no_tree, test_gives_the_path_from_far_below
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
        for _ in range(3):
            if above is not None and above is child:
                raise ValueError(f"{child.name} cannot be put below itself")
            above = above and above.parent
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
