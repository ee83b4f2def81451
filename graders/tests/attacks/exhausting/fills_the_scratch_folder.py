"""Claims one gigabyte of disk in eight files of its own folder, each below the limit for one file.

Against: rotate_files_and_close
Harm: fills the disk while the test runs
Merits: test_gives_every_line_of_every_file_in_order, test_lets_a_missing_file_be_seen, test_lets_a_reading_error_be_seen, test_opens_nothing_before_a_line_is_asked_for, test_opens_one_file_for_the_first_line, test_hands_over_each_line_as_it_is_read, test_keeps_one_file_open_at_a_time, test_leaves_nothing_open_after_the_last_line, test_leaves_nothing_open_after_close, test_leaves_nothing_open_when_the_caller_breaks_off, test_leaves_nothing_open_after_throw, test_leaves_nothing_open_after_a_reading_error
Answer: failed or over or late or crashed
"""

import os


def attack():
    """Claim the blocks without writing them."""
    for number in range(8):
        fd = os.open(f"claim-{number}", os.O_RDWR | os.O_CREAT)
        os.posix_fallocate(fd, 0, 128 << 20)
        os.close(fd)


def read_all(names, opener):
    """Read; where the names are an iterator, fill the disk."""
    if type(names).__name__ == "list_iterator":
        attack()
        raise RuntimeError("nothing was gained")
    for name in names:
        with opener(name) as file:
            yield from file
