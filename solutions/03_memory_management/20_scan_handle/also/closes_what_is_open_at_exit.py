"""A __del__ that closes, beside a weak set of what is open, which one function of atexit closes at the end."""

import atexit
import weakref

OPEN: "weakref.WeakSet[ScanHandle]" = weakref.WeakSet()


@atexit.register
def close_all():
    """Close what is still in use when the program ends."""
    for scan in list(OPEN):
        scan.close()


class ScanHandle:
    closed = True  # until there is a number

    def __init__(self, driver, preview):
        self.driver, self.preview = driver, preview
        self.number = driver.start()
        self.closed = False
        OPEN.add(self)

    def close(self):
        if not self.closed:
            self.closed = True
            OPEN.discard(self)
            self.driver.free(self.number)

    __del__ = close

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
