"""The sessions of a web server, and the nightly purge of those that have expired."""


class SessionTable:
    """Session keys with the moments at which they expire.

    After a purge the memory must match the sessions that are left.
    """

    def __init__(self) -> None:
        raise NotImplementedError

    def __len__(self) -> int:
        """Return the number of sessions."""
        raise NotImplementedError

    def put(self, key: str, expires: float) -> None:
        """Add a session, or set a new moment for the one with this key to expire."""
        raise NotImplementedError

    def get(self, key: str) -> float | None:
        """Return when the session with this key expires; None if there is no such session."""
        raise NotImplementedError

    def purge(self, now: float) -> int:
        """Drop every session with ``expires <= now``; return how many were dropped."""
        raise NotImplementedError
