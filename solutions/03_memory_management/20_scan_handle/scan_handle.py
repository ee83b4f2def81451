"""A finalizer gives the number back; it waits outside of the handle, and knows the driver and the number only."""

import weakref
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
        self.preview = preview
        self.number = driver.start()
        self._give_back = weakref.finalize(self, driver.free, self.number)

    @property
    def closed(self) -> bool:
        """Whether the number was given back."""
        return not self._give_back.alive

    def close(self) -> None:
        """Give the number back, unless that was done before."""
        self._give_back()

    def __enter__(self) -> "ScanHandle":
        """Return this handle."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close."""
        self.close()
