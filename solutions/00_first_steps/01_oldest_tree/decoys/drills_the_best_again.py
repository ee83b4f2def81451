"""Compares each tree with the best so far, and drills into both for it.

Fails: test_drills_each_tree_once
"""


def oldest(trees, rings):
    best = trees[0]
    for tree in trees:
        if rings(tree) > rings(best):
            best = tree
    return best
