"""A right answer that drops in place and builds the table again when it is a quarter full.

Against: shrink_session_table
Harm: none
Merits: everything
Answer: passed
"""

import gc
import sys
from dataclasses import dataclass, field
from typing import Optional


@dataclass
class SessionTable:
    """Sessions, and the most that there were since the table was built."""

    _sessions: dict[str, float] = field(default_factory=dict, repr=False)
    _most: int = 0

    def __len__(self) -> int:
        """Sessions in the table."""
        return len(self._sessions)

    def put(self, key: str, expires: float) -> None:
        """Add or move one."""
        self._sessions[key] = expires
        self._most = max(self._most, len(self._sessions))

    def get(self, key: str, default: Optional[float] = None) -> Optional[float]:
        """When it ends."""
        return self._sessions.get(key, default)

    def purge(self, now: float) -> int:
        """Drop, and shrink when it is worth it."""
        gone = [key for key, expires in self._sessions.items() if not expires > now]
        for key in gone:
            self._sessions.pop(key)
        if 4 * len(self._sessions) <= self._most:
            self._sessions = dict(self._sessions.items())
            self._most = len(self._sessions)
        print(f"before/after: {sys.getsizeof(self._sessions):,} bytes", file=sys.stderr)
        gc.collect()
        return len(gone)
