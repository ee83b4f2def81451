"""An OrderedDict in the order of use, with the deep size of every value beside it."""

from collections import OrderedDict
from sys import getsizeof


class ByteBudgetCache:
    """The values used last, which together take at most ``max_bytes``.

    The size of a value is the sum of ``sys.getsizeof`` over it and everything inside it, each object once.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._entries: OrderedDict[str, tuple[object, int]] = OrderedDict()

    def get(self, key: str) -> object | None:
        """Return the value of this key, which counts as used now; None if there isn't one."""
        if key not in self._entries:
            return None
        self._entries.move_to_end(key)
        return self._entries[key][0]

    def put(self, key: str, value: object) -> None:
        """Store a value in place of the key's old one, and drop the least recently used until all fit.

        A value larger than the whole budget isn't stored, and no other key loses its value for it.
        """
        _, freed = self._entries.pop(key, (None, 0))
        self._bytes -= freed
        size = deep_size(value)
        if size > self._max_bytes:
            return
        self._entries[key] = value, size
        self._bytes += size
        while self._bytes > self._max_bytes:
            _, (_, freed) = self._entries.popitem(last=False)
            self._bytes -= freed


def deep_size(value: object) -> int:
    """Bytes of a value and everything inside it, each object once."""
    total, seen, queue = 0, set(), [value]
    while queue:
        each = queue.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        total += getsizeof(each)
        if isinstance(each, dict):
            queue += each.keys()
            queue += each.values()
        elif isinstance(each, list):
            queue += each
    return total
