"""A loop that keeps the largest number beside its tree."""

from collections.abc import Callable


def oldest(trees: list[str], rings: Callable[[str], int]) -> str:
    best, most = trees[0], rings(trees[0])
    for tree in trees[1:]:
        count = rings(tree)
        if count > most:
            best, most = tree, count
    return best
