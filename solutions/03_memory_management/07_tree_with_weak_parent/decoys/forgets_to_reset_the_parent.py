"""Takes the child out of the list, and lets it go on believing in its parent.

Fails: test_a_removed_child_is_a_root, test_agrees_with_a_model_on_random_moves,
    test_gives_the_path_from_far_below, test_nodes_of_the_same_name_are_two_nodes
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
        if child.parent is not None and child in child.parent._children:
            child.parent.remove(child)
        self._children.append(child)
        child._parent = ref(self)

    def remove(self, child):
        self._children.remove(child)

    def path(self):
        return f"{self.parent.path()}/{self.name}" if self.parent else self.name
