"""Asks whether its number is true, and takes the number 0 for none.

Fails: test_close_frees_the_number_once
"""

import weakref


def give_back(driver, number):
    if number:
        driver.free(number)


class ScanHandle:
    def __init__(self, driver, preview):
        self.preview = preview
        self.number = driver.start()
        self._finalizer = weakref.finalize(self, give_back, driver, self.number)

    @property
    def closed(self):
        return not self._finalizer.alive

    def close(self):
        self._finalizer()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
