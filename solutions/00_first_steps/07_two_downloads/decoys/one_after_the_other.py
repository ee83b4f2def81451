"""Waits for the first download before it starts the second.

Fails: test_downloads_both_at_once
"""


def both(download, first, second):
    return download(first), download(second)
