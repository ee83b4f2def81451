"""Closes each file in the line after the loop, which is never reached if the caller stops.

Fails: test_leaves_nothing_open_after_close, test_leaves_nothing_open_when_the_caller_breaks_off,
    test_leaves_nothing_open_after_throw, test_leaves_nothing_open_after_a_reading_error
"""


def read_all(names, opener):
    for name in names:
        file = opener(name)
        for line in file:
            yield line
        file.close()
