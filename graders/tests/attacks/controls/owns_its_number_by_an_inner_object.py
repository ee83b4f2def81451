"""A right answer in slots, whose number belongs to a small object of its own; that one has the finalizer.

Against: scan_handle
Harm: none
Merits: everything
Answer: passed
"""

from dataclasses import dataclass
from typing import Any
from weakref import finalize


class _Lease:
    """A number of a driver's, given back when nobody needs it any more."""

    __slots__ = ("__weakref__", "give_back", "number")

    def __init__(self, driver):
        self.number = driver.start()
        self.give_back = finalize(self, driver.free, self.number)


@dataclass(init=False, eq=False, slots=True)
class ScanHandle:
    preview: Any
    _lease: _Lease

    def __init__(self, driver, preview):
        self.preview = preview
        self._lease = _Lease(driver)

    @property
    def number(self):
        return self._lease.number

    @property
    def closed(self):
        return not self._lease.give_back.alive

    def close(self):
        """Closing is the finalizer's business; it doesn't matter how often it's called."""
        self._lease.give_back()

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.close()
