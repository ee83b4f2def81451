"""Catches the error of a broken export, and yields shares of the half that it could read.

Fails: test_lets_a_reading_error_be_seen
"""


def percents(read):
    total = 0
    try:
        for amount in read():
            total += amount
        for amount in read():
            yield 100 * amount / total
    except Exception:
        return
