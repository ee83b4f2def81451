"""Finds the largest number first, then drills again to find whose it was.

Fails: test_drills_each_tree_once
"""


def oldest(trees, rings):
    most = max([rings(tree) for tree in trees])
    return [tree for tree in trees if rings(tree) == most][0]
