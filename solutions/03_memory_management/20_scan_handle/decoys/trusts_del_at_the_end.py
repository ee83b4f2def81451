"""Leaves the end of the program to __del__, which is not called by then.

Fails: test_the_end_of_the_program_frees_what_is_left
"""


class ScanHandle:
    closed = True

    def __init__(self, driver, preview):
        self.driver, self.preview = driver, preview
        self.number = driver.start()
        self.closed = False

    def close(self):
        if not self.closed:
            self.closed = True
            self.driver.free(self.number)

    def __del__(self):
        self.close()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
