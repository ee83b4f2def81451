"""Stores a weak proxy and hands that out: it acts like the parent, and is not the parent.

Fails: test_adds_children_in_order, test_a_removed_child_is_a_root, test_add_moves_a_node_that_has_a_parent,
    test_refuses_what_makes_no_tree, test_frees_the_whole_tree_at_once,
    test_a_held_child_does_not_keep_its_parent, test_gives_the_path_from_far_below
"""

from weakref import proxy


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
        child._parent = proxy(self)

    def remove(self, child):
        self._children.remove(child)
        child._parent = None

    def path(self):
        return f"{self.parent.path()}/{self.name}" if self.parent else self.name
