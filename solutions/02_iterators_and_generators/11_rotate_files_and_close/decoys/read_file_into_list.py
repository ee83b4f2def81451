"""Reads each file whole, and hands over its lines when it is closed.

Fails: test_lets_a_reading_error_be_seen, test_hands_over_each_line_as_it_is_read
"""


def read_all(names, opener):
    for name in names:
        with opener(name) as file:
            lines = list(file)
        yield from lines
