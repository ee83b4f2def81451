"""Ends the shares at an error of the second walk, as if all customers had had theirs.

Fails: test_lets_a_reading_error_be_seen
"""


def percents(read):
    total = sum(read())
    try:
        for amount in read():
            yield 100 * amount / total
    except Exception:
        return
