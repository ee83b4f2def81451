"""Has its own close() called at the end of the program, so the end of the program waits for each handle.

Fails: test_frees_the_number_of_a_handle_in_a_cycle, test_agrees_with_a_model_on_a_random_day,
    test_uses_one_number_at_a_time, test_keeps_no_preview_alive
"""

import atexit


class ScanHandle:
    closed = True

    def __init__(self, driver, preview):
        self.driver, self.preview = driver, preview
        self.number = driver.start()
        self.closed = False
        atexit.register(self.close)

    def close(self):
        if not self.closed:
            self.closed = True
            self.driver.free(self.number)
            atexit.unregister(self.close)

    def __del__(self):
        self.close()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
