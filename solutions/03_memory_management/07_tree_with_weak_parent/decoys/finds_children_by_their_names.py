"""Takes out the first child that has the name of the one that should go.

Fails: test_nodes_of_the_same_name_are_two_nodes
"""

from weakref import ref


class Node:
    def __init__(self, name):
        self.name = name
        self.children = []
        self._parent = None

    @property
    def parent(self):
        return self._parent and self._parent()

    def add(self, child):
        if any(node is child for node in self._upwards()):
            raise ValueError(f"{child.name} is above {self.name}")
        if child.parent is not None:
            child.parent.remove(child)
        self.children.append(child)
        child._parent = ref(self)

    def remove(self, child):
        if child.parent is not self:
            raise ValueError(f"{child.name} is not a child of {self.name}")
        del self.children[[node.name for node in self.children].index(child.name)]
        child._parent = None

    def path(self):
        return "/".join([node.name for node in self._upwards()][::-1])

    def _upwards(self):
        node = self
        while node is not None:
            yield node
            node = node.parent
