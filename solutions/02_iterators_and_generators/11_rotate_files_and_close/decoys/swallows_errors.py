"""Takes every error for the end of a file: lines are missing, and nobody hears of it.

Fails: test_lets_a_missing_file_be_seen, test_lets_a_reading_error_be_seen, test_leaves_nothing_open_after_throw,
    test_leaves_nothing_open_after_a_reading_error
"""


def read_all(names, opener):
    for name in names:
        try:
            with opener(name) as file:
                yield from file
        except Exception:
            continue
