"""Answers of slow services, kept within a number of bytes."""


class ByteBudgetCache:
    """The values used last, which together take at most ``max_bytes``.

    The size of a value is the sum of ``sys.getsizeof`` over it and everything inside it, each object once.
    """

    def __init__(self, max_bytes: int) -> None:
        raise NotImplementedError

    def get(self, key: str) -> object | None:
        """Return the value of this key, which counts as used now; None if there isn't one."""
        raise NotImplementedError

    def put(self, key: str, value: object) -> None:
        """Store a value in place of the key's old one, and drop the least recently used until all fit.

        A value larger than the whole budget isn't stored, and no other key loses its value for it.
        """
        raise NotImplementedError
