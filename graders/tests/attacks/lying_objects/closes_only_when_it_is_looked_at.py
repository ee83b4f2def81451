"""Gives an iterator of its own whose close and throw say that they did it, and leave the file open.

Against: rotate_files_and_close
Harm: none
Merits: test_gives_every_line_of_every_file_in_order, test_agrees_with_a_plain_loop_on_random_files, test_lets_a_missing_file_be_seen, test_lets_a_reading_error_be_seen, test_opens_nothing_before_a_line_is_asked_for, test_opens_one_file_for_the_first_line, test_hands_over_each_line_as_it_is_read
Answer: failed or over
"""


class generator:
    """Bears the name of the real thing."""

    gi_running, gi_frame = False, None

    def __init__(self, names, opener):
        self._names, self._opener = iter(names), opener
        self._lines = iter(())
        self._kept = []

    def __iter__(self):
        return self

    def __next__(self):
        while True:
            for line in self._lines:
                return line
            file = self._opener(next(self._names))
            self._kept.append(file)
            self._lines = iter(file)

    def send(self, value):
        return next(self)

    def close(self):
        return None

    def throw(self, error):
        raise error


KEPT = []


def read_all(names, opener):
    KEPT.append(generator(names, opener))
    return KEPT[-1]
