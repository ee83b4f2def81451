"""Notes that it is closed when free has returned: if that fails, the number is freed again when the handle goes.

Fails: test_a_free_that_fails_is_not_called_again
"""

import atexit
import weakref

OPEN = weakref.WeakSet()


@atexit.register
def close_all():
    for scan in list(OPEN):
        scan.close()


class ScanHandle:
    closed = True

    def __init__(self, driver, preview):
        self.driver, self.preview = driver, preview
        self.number = driver.start()
        self.closed = False
        OPEN.add(self)

    def close(self):
        if not self.closed:
            self.driver.free(self.number)
            self.closed = True

    def __del__(self):
        self.close()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
