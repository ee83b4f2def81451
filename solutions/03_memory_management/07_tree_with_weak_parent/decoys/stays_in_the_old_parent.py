"""Adds a node to its new parent, and leaves it among the children of the old one.

Fails: test_add_moves_a_node_that_has_a_parent, test_agrees_with_a_model_on_random_moves,
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
        self._children.append(child)
        child._parent = ref(self)

    def remove(self, child):
        self._children.remove(child)
        child._parent = None

    def path(self):
        return f"{self.parent.path()}/{self.name}" if self.parent else self.name
