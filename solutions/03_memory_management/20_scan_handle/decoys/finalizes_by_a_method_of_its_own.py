"""Gives a finalizer one of its own methods to call, which holds the handle: it never goes before the program ends.

Fails: test_frees_the_number_of_a_handle_in_a_cycle, test_agrees_with_a_model_on_a_random_day,
    test_uses_one_number_at_a_time, test_keeps_no_preview_alive
"""

import weakref


class ScanHandle:
    def __init__(self, driver, preview):
        self.driver, self.preview = driver, preview
        self.number = driver.start()
        self._finalizer = weakref.finalize(self, self._free)

    def _free(self):
        self.driver.free(self.number)

    @property
    def closed(self):
        return not self._finalizer.alive

    def close(self):
        self._finalizer()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
