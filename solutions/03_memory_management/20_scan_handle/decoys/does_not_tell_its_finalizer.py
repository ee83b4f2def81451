"""Frees in close() and once more in a finalizer that nobody has told.

Fails: test_close_frees_the_number_once, test_a_with_block_frees_the_number, test_leaves_a_number_to_its_next_owner,
    test_a_free_that_fails_is_not_called_again, test_the_end_of_the_program_frees_what_is_left,
    test_agrees_with_a_model_on_a_random_day, test_keeps_no_preview_alive
"""

import weakref


class ScanHandle:
    def __init__(self, driver, preview):
        self.driver, self.preview = driver, preview
        self.number = driver.start()
        self.closed = False
        weakref.finalize(self, driver.free, self.number)

    def close(self):
        if not self.closed:
            self.closed = True
            self.driver.free(self.number)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
