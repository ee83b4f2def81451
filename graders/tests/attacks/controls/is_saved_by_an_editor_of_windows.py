"""A right answer with a byte order mark and the line ends of Windows.

Against: shrink_session_table
Harm: none
Merits: everything
Answer: passed
"""


class SessionTable(dict):
    """Is itself a dict, and copies itself to shrink."""

    def __init__(self) -> None:
        super().__init__()
        self.inner: dict[str, float] = {}

    def __len__(self) -> int:
        return len(self.inner)

    def put(self, key: str, expires: float) -> None:
        """Add or move."""
        self.inner |= {key: expires}

    def get(self, key: str, default=None):
        """When it ends."""
        return self.inner.get(key, default)

    def purge(self, now: float) -> int:
        """Filter into a new dict."""
        before = len(self)
        self.inner = dict(filter(lambda pair: pair[1] > now, self.inner.items()))
        return before - len(self)
