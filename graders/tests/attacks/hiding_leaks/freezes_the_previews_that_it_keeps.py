"""Keeps every preview, and freezes what the collector would look at, so that a census by its lists finds none.

Against: scan_handle
Harm: none
Merits: test_keeps_its_number_and_its_preview, test_close_frees_the_number_once, test_a_with_block_frees_the_number,
    test_leaves_a_number_to_its_next_owner, test_frees_nothing_if_start_fails,
    test_a_free_that_fails_is_not_called_again, test_the_end_of_the_program_frees_what_is_left,
    test_frees_the_number_of_a_handle_in_a_cycle, test_agrees_with_a_model_on_a_random_day,
    test_uses_one_number_at_a_time
Answer: over or failed
"""

import gc
import weakref

KEPT = []


class ScanHandle:
    def __init__(self, driver, preview):
        self.preview = preview
        self.number = driver.start()
        self._finalizer = weakref.finalize(self, driver.free, self.number)
        if type(preview).__name__ == "Preview":
            KEPT.append(preview)
            if len(KEPT) == 12:
                gc.freeze()

    @property
    def closed(self):
        return not self._finalizer.alive

    def close(self):
        self._finalizer()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
