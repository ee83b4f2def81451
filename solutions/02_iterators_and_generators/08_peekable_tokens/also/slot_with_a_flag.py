"""A slot, and beside it a flag that tells whether it is filled; no base class."""


class Peekable:
    def __init__(self, items):
        self._items = iter(items)
        self._filled = False
        self._slot = None

    def __iter__(self):
        return self

    def __bool__(self):
        if not self._filled:
            for item in self._items:
                self._slot, self._filled = item, True
                break
        return self._filled

    def __next__(self):
        if self._filled:
            self._filled = False
            return self._slot
        return next(self._items)

    def peek(self, *default):
        if self:
            return self._slot
        if default:
            return default[0]
        raise StopIteration
