"""Tell new events from those that have come before."""


class SeenIds:
    """Remembers which of the ids 0 to n-1 were added, in about n/8 bytes."""

    def __init__(self, n: int) -> None:
        raise NotImplementedError

    def add(self, i: int) -> bool:
        """Add an id; return True if it is new.

        Raises:
            ValueError: it is not one of the ids.
        """
        raise NotImplementedError

    def __contains__(self, i: int) -> bool:
        """Return whether this id was added.

        Raises:
            ValueError: it is not one of the ids.
        """
        raise NotImplementedError

    def __len__(self) -> int:
        """Return how many different ids were added."""
        raise NotImplementedError
