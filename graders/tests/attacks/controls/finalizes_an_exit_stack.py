"""A right answer whose finalizer closes an ExitStack, in a context manager by inheritance, and with a log.

Against: scan_handle
Harm: none
Merits: everything
Answer: passed
"""

import logging
import weakref
from contextlib import AbstractContextManager, ExitStack

log = logging.getLogger(__name__)


def report(number):
    """Tell which number has gone back."""
    log.debug("freed scan %d", number)


class ScanHandle(AbstractContextManager):
    def __init__(self, driver, preview):
        with ExitStack() as stack:
            self.number = driver.start()
            stack.callback(report, self.number)
            stack.callback(driver.free, self.number)
            self._finalizer = weakref.finalize(self, stack.pop_all().close)
        self.preview = preview

    @property
    def closed(self):
        return not self._finalizer.alive

    def close(self):
        self._finalizer()

    def __exit__(self, *error):
        self._finalizer()
        return False
