"""A handle for a scan in the memory of a driver."""

from typing import Any, Protocol


class Driver(Protocol):
    """Holds scans by number; a number that was freed is handed out again."""

    def start(self) -> int: ...
    def free(self, number: int) -> None: ...


class ScanHandle:
    """A scan of the driver's, by its ``number``, and the ``preview`` that belongs to it.

    ``driver.free(number)`` is called exactly once: by ``close()`` or at the end of a ``with`` block, when nothing
    refers to the handle any more, or when the program ends.
    """

    def __init__(self, driver: Driver, preview: Any) -> None:
        raise NotImplementedError

    @property
    def closed(self) -> bool:
        """Whether the number was given back."""
        raise NotImplementedError

    def close(self) -> None:
        """Give the number back, unless that was done before."""
        raise NotImplementedError

    def __enter__(self) -> "ScanHandle":
        """Return this handle."""
        raise NotImplementedError

    def __exit__(self, *error: object) -> None:
        """Close."""
        raise NotImplementedError
