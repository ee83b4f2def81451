"""Keeps the weak reference with the callback on the handle itself: in a cycle it goes first, and its callback with it.

Fails: test_frees_the_number_of_a_handle_in_a_cycle
"""

import atexit
import weakref


class ScanHandle:
    def __init__(self, driver, preview):
        self.preview = preview
        self.number = driver.start()
        in_use = self._in_use = [self.number]

        def give_back(watch=None):
            if in_use:
                driver.free(in_use.pop())

        self._give_back = give_back
        self._watch = weakref.ref(self, give_back)
        atexit.register(give_back)

    @property
    def closed(self):
        return not self._in_use

    def close(self):
        self._give_back()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
