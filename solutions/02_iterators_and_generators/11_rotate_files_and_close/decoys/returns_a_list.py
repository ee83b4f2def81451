"""Collects the lines of the whole year before it hands over the first.

Fails: test_lets_a_missing_file_be_seen,
    test_lets_a_reading_error_be_seen, test_opens_nothing_before_a_line_is_asked_for,
    test_opens_one_file_for_the_first_line, test_hands_over_each_line_as_it_is_read,
    test_leaves_nothing_open_after_close, test_leaves_nothing_open_after_throw
"""


def read_all(names, opener):
    lines = []
    for name in names:
        with opener(name) as file:
            lines.extend(file)
    return lines
