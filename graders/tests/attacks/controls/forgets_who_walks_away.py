"""Closes after the last line and after an error, but not when the caller walks away: GeneratorExit is no Exception.

Against: rotate_files_and_close
Harm: none
Merits: test_gives_every_line_of_every_file_in_order, test_agrees_with_a_plain_loop_on_random_files, test_lets_a_missing_file_be_seen, test_lets_a_reading_error_be_seen, test_opens_nothing_before_a_line_is_asked_for, test_opens_one_file_for_the_first_line, test_hands_over_each_line_as_it_is_read, test_keeps_one_file_open_at_a_time, test_leaves_nothing_open_after_the_last_line, test_leaves_nothing_open_after_throw, test_leaves_nothing_open_after_a_reading_error
Answer: over
"""


def read_all(names, opener):
    """Close where it was thought of."""
    for name in names:
        file = opener(name)
        try:
            for line in file:
                yield line
        except Exception:
            file.close()
            raise
        file.close()
