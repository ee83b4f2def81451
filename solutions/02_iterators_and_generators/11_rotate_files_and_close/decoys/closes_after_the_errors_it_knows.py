"""Closes the file after an OSError, a ValueError and a GeneratorExit, and after no other error.

Fails: test_leaves_nothing_open_after_throw, test_leaves_nothing_open_after_a_reading_error
"""


def read_all(names, opener):
    for name in names:
        file = opener(name)
        try:
            yield from file
        except (OSError, ValueError, GeneratorExit):
            file.close()
            raise
        file.close()
