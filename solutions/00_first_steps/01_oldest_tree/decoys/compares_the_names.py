"""Compares the names instead of the rings.

Fails: test_finds_the_tree_with_the_most_rings, test_returns_the_first_of_several, test_drills_each_tree_once
"""


def oldest(trees, rings):
    return max(trees)
