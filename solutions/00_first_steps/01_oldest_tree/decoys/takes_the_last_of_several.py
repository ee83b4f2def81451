"""Sorts by the rings and takes the end, where the last of several equals stands.

Fails: test_returns_the_first_of_several
"""


def oldest(trees, rings):
    return sorted(trees, key=rings)[-1]
