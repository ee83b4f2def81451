"""Writes the path down when the node is added, and misses what happens above it later.

Fails: test_gives_the_path_from_the_root, test_agrees_with_a_model_on_random_moves,
    test_frees_a_removed_branch_at_once, test_a_held_child_does_not_keep_its_parent,
    test_gives_the_path_from_far_below
"""

from weakref import ref


class Node:
    def __init__(self, name):
        self.name = name
        self._children = []
        self._parent = None
        self._path = name

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
        child._path = f"{self._path}/{child.name}"

    def remove(self, child):
        self._children.remove(child)
        child._parent = None
        child._path = child.name

    def path(self):
        return self._path
