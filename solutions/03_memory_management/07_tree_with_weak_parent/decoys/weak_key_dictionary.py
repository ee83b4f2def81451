"""Looks parents up in a WeakKeyDictionary: its keys are weak, and its values are not.

Fails: test_frees_the_whole_tree_at_once, test_frees_a_removed_branch_at_once,
    test_a_held_child_does_not_keep_its_parent, test_holds_4_mib_over_60_documents,
    test_gives_the_path_from_far_below
"""

from weakref import WeakKeyDictionary

PARENTS = WeakKeyDictionary()


class Node:
    def __init__(self, name):
        self.name = name
        self._children = []

    @property
    def parent(self):
        return PARENTS.get(self)

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
        PARENTS[child] = self

    def remove(self, child):
        self._children.remove(child)
        PARENTS.pop(child)

    def path(self):
        return f"{self.parent.path()}/{self.name}" if self.parent else self.name
