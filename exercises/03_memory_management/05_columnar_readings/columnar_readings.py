"""The readings of a weather network, in little memory."""


class ReadingTable:
    """Rows of (sensor, at, value, quality), in the order in which they were appended."""

    def __init__(self) -> None:
        raise NotImplementedError

    def append(self, sensor: str, at: float, value: float, quality: float) -> None:
        """Add a row at the end."""
        raise NotImplementedError

    def __len__(self) -> int:
        """Return the number of rows."""
        raise NotImplementedError

    def __getitem__(self, i: int) -> tuple[str, float, float, float]:
        """Return row ``i``; a negative number counts from the end.

        Raises:
            IndexError: there is no such row.
        """
        raise NotImplementedError

    def mean(self, sensor: str) -> float:
        """Return the mean of the values of a sensor.

        Raises:
            KeyError: the sensor has no row.
        """
        raise NotImplementedError
