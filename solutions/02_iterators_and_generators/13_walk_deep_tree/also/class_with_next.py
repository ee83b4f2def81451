"""A class whose objects hold the stack, and the node whose children are to be asked for next."""


class walk:
    def __init__(self, root, children):
        self._children = children
        self._stack = [iter((root,))]
        self._given = []

    def __iter__(self):
        return self

    def __next__(self):
        while self._given:
            self._stack.append(iter(self._children(self._given.pop())))
        while self._stack:
            for node in self._stack[-1]:
                self._given.append(node)
                return node
            self._stack.pop()
        raise StopIteration
