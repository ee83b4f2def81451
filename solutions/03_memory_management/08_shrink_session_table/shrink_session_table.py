"""A table rebuilt from the survivors has the size of the survivors."""


class SessionTable:
    """Session keys with the moments at which they expire.

    After a purge the memory must match the sessions that are left.
    """

    def __init__(self) -> None:
        self._sessions: dict[str, float] = {}

    def __len__(self) -> int:
        """Return the number of sessions."""
        return len(self._sessions)

    def put(self, key: str, expires: float) -> None:
        """Add a session, or set a new moment for the one with this key to expire."""
        self._sessions[key] = expires

    def get(self, key: str) -> float | None:
        """Return when the session with this key expires; None if there is no such session."""
        return self._sessions.get(key)

    def purge(self, now: float) -> int:
        """Drop every session with ``expires <= now``; return how many were dropped."""
        before = len(self._sessions)
        self._sessions = {key: expires for key, expires in self._sessions.items() if expires > now}
        return before - len(self._sessions)
