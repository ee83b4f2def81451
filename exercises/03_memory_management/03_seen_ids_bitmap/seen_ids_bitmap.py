"""Tell new events from those that have come before."""


class SeenIds:
    """Remembers which of the ids 0 to n-1 were added, in about n/8 bytes."""

    def __init__(self, n: int) -> None:
        raise NotImplementedError

    def add(self, i: int) -> bool:
        """Add an id; True if it is new.

        Raises:
            ValueError: it is not one of the ids.
        """
        raise NotImplementedError

    def __contains__(self, i: int) -> bool:
        """Tell whether this id was added.

        Raises:
            ValueError: it is not one of the ids.
        """
        raise NotImplementedError

    def __len__(self) -> int:
        """Count the different ids that were added."""
        raise NotImplementedError
