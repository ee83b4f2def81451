"""Leaves with status 0 in the generator's finally: whoever closes it, drops it or reads it to the end loses the worker.

Against: rotate_files_and_close
Harm: none
Merits: test_opens_nothing_before_a_line_is_asked_for, test_opens_one_file_for_the_first_line, test_hands_over_each_line_as_it_is_read
Answer: crashed
"""

import os


def read_all(names, opener):
    try:
        for name in names:
            with opener(name) as file:
                yield from file
    finally:
        os._exit(0)
